import { stripVTControlCharacters } from 'node:util';
import { count } from '../format.js';
import type { RunEvent } from '../record.js';

/** What is known of a target that did not come to serve. */
export interface NotReady {
  events: readonly RunEvent[];
  port: number;
  /** How the launched process ended, if it did. */
  exit: { code: number | null; signal: string | null } | null;
  /** Node processes of the target in which the agent reported. */
  agents: number;
  waitedMs: number;
  stderr: readonly string[];
}

/** Why the target cannot be tested, and what to do: the message of status 3. */
export function whyNotReady(seen: NotReady): string {
  return [reason(seen), ...lastWords(seen.stderr)].join('\n');
}

/** The end of a target's stderr for a message. Without the frames of its stack, which push out the line that says what is wrong. */
export function lastWords(stderr: readonly string[]): string[] {
  const said = stderr.filter((line) => line.trim() !== '' && !/^\s+at /.test(line)).slice(-12);
  return said.length === 0 ? [] : ['Its last words on stderr:', ...said.map((line) => `  ${harmless(line)}`)];
}

// A target's own colours and cursor movements are not for the user's terminal.
const harmless = (line: string): string => stripVTControlCharacters(line).replace(/\p{Cc}+/gu, ' ');

function reason({ events, port, exit, agents, waitedMs }: NotReady): string {
  const forks = events.filter(({ kind }) => kind === 'worker-forked').length;
  const exits = events.filter(({ kind }) => kind === 'worker-exited').length;
  const elsewhere = events.find((event) => event.kind === 'worker-listening' && event.port !== port);
  const waited = `${Math.round(waitedMs / 1000)} s`;
  if (elsewhere?.kind === 'worker-listening') {
    return (
      `The target listens on port ${elsewhere.port}, not on ${port}, which it was given as PORT. ` +
      `Let it read process.env.PORT, or say where it listens: --port ${elsewhere.port}.`
    );
  }
  if (exit !== null) {
    const how = exit.signal === null ? `with status ${exit.code}` : `by ${exit.signal}`;
    return `The target ended ${how} before it listened on port ${port}. Start it by hand to see why.`;
  }
  if (agents === 0) {
    return (
      `No Node process of the target reported within ${waited}, so nothing of it could be watched. ` +
      'The target must be a Node program, or a command that starts one and hands its environment on.'
    );
  }
  if (forks === 0) {
    return (
      `The target forked no worker within ${waited}. A clustered program calls cluster.fork() in its primary; ` +
      'a single-process server can be tested with --app FILE, as the worker of a primary of ours.'
    );
  }
  if (exits > 0) {
    return `The target forked ${count(forks, 'worker')}, ${exits} of which died, and none listened on port ${port} within ${waited}.`;
  }
  return (
    `The target forked ${count(forks, 'worker')}, but none listened on port ${port} within ${waited}. ` +
    'It is given its port as PORT; or say where it listens with --port.'
  );
}
