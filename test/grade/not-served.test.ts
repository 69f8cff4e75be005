import { expect, it } from 'vitest';
import { notServed } from '../../harness/grade/not-served.js';
import type { Diagnosis } from '../../harness/target/not-ready.js';

it.each<[Diagnosis, string]>([
  [
    { kind: 'ended', code: 0, signal: null, forks: 2 },
    'It ended with status 0 before it served anything. It had forked 2 workers.',
  ],
  [{ kind: 'ended', code: null, signal: 'SIGABRT', forks: 0 }, 'It ended by SIGABRT before it served anything.'],
  [{ kind: 'forks-none' }, 'It is not clustered: it forked no worker. The primary has to call cluster.fork().'],
  [
    { kind: 'workers-die', forks: 178, exits: 176 },
    'It forked 178 workers, of which 176 died, and none came to listen.',
  ],
  [
    { kind: 'never-listens', forks: 2 },
    'It forked 2 workers, but none listened on the port that is given as process.env.PORT. Each worker has to call listen().',
  ],
  [
    { kind: 'listens-elsewhere', port: 8000 },
    'It listens on port 8000, and not on the one it is given as process.env.PORT.',
  ],
])('%j is told to a student', (diagnosis, said) => {
  expect(notServed(diagnosis, [])).toBe(said);
});

it('the first error that it printed is told with it', () => {
  const words = [
    'Its last words on stderr:',
    '  /srv/server.js:3',
    '  TypeError: http.createServr is not a function',
    '  Node.js v20',
  ];
  expect(notServed({ kind: 'workers-die', forks: 2, exits: 2 }, words)).toMatch(
    / It says: TypeError: http\.createServr is not a function$/,
  );
});

it('what only looks like an error is not', () => {
  expect(notServed({ kind: 'forks-none' }, ['  no Errors so far'])).not.toContain('It says');
});
