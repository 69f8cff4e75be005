import type { Diagnosis } from '../target/not-ready.js';
import { count } from '../words/format.js';

/** Why a student's module did not come to serve and what to do, in a sentence or two; with the error that it printed, if any. */
export function notServed(diagnosis: Diagnosis, lastWords: readonly string[]): string {
  const error = lastWords.find((line) => /^\s*(?:Uncaught )?\w*Error\b/.test(line))?.trim();
  return error === undefined ? because(diagnosis) : `${because(diagnosis)} It says: ${error}`;
}

function because(diagnosis: Diagnosis): string {
  switch (diagnosis.kind) {
    case 'ended': {
      const { code, signal, forks } = diagnosis;
      const how = signal === null ? `with status ${code}` : `by ${signal}`;
      const had = forks === 0 ? '' : ` It had forked ${count(forks, 'worker')}.`;
      return `It ended ${how} before it served anything.${had}`;
    }
    case 'listens-elsewhere':
      return `It listens on port ${diagnosis.port}, and not on the one it is given as process.env.PORT.`;
    case 'not-watched':
      return 'It did not run as a Node program that can be watched. It must be a module that node runs.';
    case 'forks-none':
      return 'It is not clustered: it forked no worker. The primary has to call cluster.fork().';
    case 'workers-die': {
      const { forks, exits } = diagnosis;
      return `It forked ${count(forks, 'worker')}, of which ${exits} died, and none came to listen.`;
    }
    case 'never-listens':
      return (
        `It forked ${count(diagnosis.forks, 'worker')}, but none listened on the port that is given as process.env.PORT. ` +
        'Each worker has to call listen().'
      );
    case 'never-answers':
      return `It listens, but a GET of ${diagnosis.path} got no answer (${diagnosis.why}). Each answer has to be ended: response.end().`;
  }
}
