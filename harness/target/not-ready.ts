import { stripVTControlCharacters } from 'node:util';
import type { RunEvent } from '../record.js';
import { TargetNotReady } from '../usage-error.js';
import { count } from '../words/format.js';

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

/** What keeps a target from being tested. */
export type Diagnosis =
  | { kind: 'listens-elsewhere'; port: number }
  | { kind: 'ended'; code: number | null; signal: string | null; forks: number }
  /** No agent reported: no Node process, or one that was given none of its environment. */
  | { kind: 'not-watched' }
  | { kind: 'forks-none' }
  | { kind: 'workers-die'; forks: number; exits: number }
  | { kind: 'never-listens'; forks: number }
  | { kind: 'never-answers'; path: string; why: string };

/** Why the target cannot be tested, and what to do: the error of status 3. */
export function whyNotReady(seen: NotReady): TargetNotReady {
  const diagnosis = diagnose(seen);
  return new TargetNotReady(diagnosis, reason(diagnosis, seen) + shortage(seen.stderr), lastWords(seen.stderr));
}

/** What the target itself says to have been short of, and where the limit is set. */
function shortage(stderr: readonly string[]): string {
  const [, limit] = shortages.find(([sign]) => stderr.some((line) => sign.test(line))) ?? [];
  return limit === undefined ? '' : ` By its own words it was short of ${limit}.`;
}

const shortages = [
  [
    /\bEAGAIN\b|Resource temporarily unavailable|uv_thread_create/,
    'processes or threads: see `ulimit -u`, and pids.max of its cgroup',
  ],
  [/\bEMFILE\b|Too many open files/, 'file descriptors: see `ulimit -n`'],
  [/\bENOMEM\b|Cannot allocate memory/, 'memory: see `free` and `ulimit -v`'],
] as const;

/** The same of a target that listens, and gave no answer to a GET of `path`. */
export function whyNotAnswered(path: string, why: string, stderr: readonly string[]): TargetNotReady {
  return new TargetNotReady(
    { kind: 'never-answers', path, why },
    `The target listens, but does not answer GET ${path} (${why}). Give another --path, or see whether it speaks plain HTTP.`,
    lastWords(stderr),
  );
}

/** The end of a target's stderr for a message. Without the frames of its stack, which push out the line that says what is wrong. */
export function lastWords(stderr: readonly string[]): string[] {
  const said = stderr.filter((line) => line.trim() !== '' && !/^\s+at /.test(line)).slice(-12);
  return said.length === 0 ? [] : ['Its last words on stderr:', ...said.map((line) => `  ${harmless(line)}`)];
}

// A target's own colours and cursor movements are not for the user's terminal.
const harmless = (line: string): string => stripVTControlCharacters(line).replace(/\p{Cc}+/gu, ' ');

function diagnose({ events, port, exit, agents }: NotReady): Exclude<Diagnosis, { kind: 'never-answers' }> {
  const forks = events.filter(({ kind }) => kind === 'worker-forked').length;
  const exits = events.filter(({ kind }) => kind === 'worker-exited').length;
  const elsewhere = events.find((event) => event.kind === 'worker-listening' && event.port !== port);
  if (elsewhere?.kind === 'worker-listening') return { kind: 'listens-elsewhere', port: elsewhere.port };
  if (exit !== null) return { kind: 'ended', ...exit, forks };
  if (agents === 0) return { kind: 'not-watched' };
  if (forks === 0) return { kind: 'forks-none' };
  return exits > 0 ? { kind: 'workers-die', forks, exits } : { kind: 'never-listens', forks };
}

function reason(diagnosis: ReturnType<typeof diagnose>, { port, waitedMs }: NotReady): string {
  const waited = `${Math.round(waitedMs / 1000)} s`;
  switch (diagnosis.kind) {
    case 'listens-elsewhere':
      return (
        `The target listens on port ${diagnosis.port}, not on ${port}, which it was given as PORT. ` +
        `Let it read process.env.PORT, or say where it listens: --port ${diagnosis.port}.`
      );
    case 'ended': {
      const how = diagnosis.signal === null ? `with status ${diagnosis.code}` : `by ${diagnosis.signal}`;
      return `The target ended ${how} before it listened on port ${port}. Start it by hand to see why.`;
    }
    case 'not-watched':
      return (
        `No Node process of the target reported within ${waited}, so nothing of it could be watched. ` +
        'The target must be a Node program, or a command that starts one and hands its environment on.'
      );
    case 'forks-none':
      return (
        `The target forked no worker within ${waited}. A clustered program calls cluster.fork() in its primary; ` +
        'a single-process server can be tested with --app FILE, as the worker of a primary of ours.'
      );
    case 'workers-die': {
      const { forks, exits } = diagnosis;
      return `The target forked ${count(forks, 'worker')}, ${exits} of which died, and none listened on port ${port} within ${waited}.`;
    }
    case 'never-listens':
      return (
        `The target forked ${count(diagnosis.forks, 'worker')}, but none listened on port ${port} within ${waited}. ` +
        'It is given its port as PORT; or say where it listens with --port.'
      );
  }
}
