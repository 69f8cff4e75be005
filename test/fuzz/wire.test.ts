import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Observation } from '../../harness/observation.js';
import { Recorder } from '../../harness/recorder.js';
import { Lines, longestLine } from '../../harness/target/lines.js';
import { readConnection, readReport } from '../../harness/target/read-report.js';
import { Translator } from '../../harness/target/translate.js';
import type { AgentReport } from '../../harness/target/wire.js';
import { cases } from './cases.js';

const port = 4000;
const pid = fc.integer({ min: 1, max: 9 });
const at = fc.nat({ max: 100_000 });
const report: fc.Arbitrary<AgentReport> = fc.oneof(
  fc.record({ kind: fc.constant('fork' as const), at, pid, worker: pid }),
  fc.record({ kind: fc.constantFrom('online' as const, 'disconnect' as const), at, pid }),
  fc.record({
    ...{ kind: fc.constant('listening' as const), at, pid },
    ...{ address: fc.constantFrom(null, '::1'), port: fc.constantFrom(port, 0, 5000) },
  }),
  fc.record({ kind: fc.constant('closed' as const), at, pid, port: fc.constant(port) }),
  fc.record({
    kind: fc.constant('exit' as const),
    at,
    pid,
    code: fc.constantFrom(null, 1),
    signal: fc.constantFrom(null, 'SIGKILL'),
  }),
  fc.record({ kind: fc.constant('answered' as const), at, status: fc.constantFrom(200, 503) }),
  fc.record({ kind: fc.constant('struck' as const), at, lethal: fc.boolean() }),
  fc.record({ kind: fc.constant('failed' as const), message: fc.string() }),
);
/** A report with any value in the place of one of its own. */
const lie = fc
  .tuple(report, fc.nat({ max: 5 }), fc.oneof(fc.constantFrom(-1, 1e300, 0.5, null, '', {}, [], '1'), fc.jsonValue()))
  .map(([said, which, instead]) => {
    const names = Object.keys(said);
    return { ...said, [names[which % names.length] ?? 'kind']: instead };
  });
const connection = fc
  .tuple(fc.oneof(fc.integer({ min: -1, max: 70_000 }), fc.string()), fc.oneof(at, fc.string(), fc.constant(undefined)))
  .map((told) => `c${told.join(' ')}`);
const garbage = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.nat({ max: 3 * longestLine }).map((length) => 'g'.repeat(length)),
);
const line = fc.oneof(
  { weight: 4, arbitrary: report.map((said) => JSON.stringify(said)) },
  { weight: 3, arbitrary: lie.map((said) => JSON.stringify(said)) },
  { weight: 2, arbitrary: connection },
  { weight: 1, arbitrary: garbage },
);

/** Cuts a text at any places. */
const pieces = (text: string, cuts: readonly number[]): string[] => {
  const at = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
  return at.slice(1).map((end, i) => text.slice(at[i], end));
};
const cuts = fc.array(fc.nat(), { maxLength: 6 });

test('whatever processes say, nothing is thrown, and what is recorded could have been', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), cuts, (said, where) => {
      const lines = new Lines();
      const recorder = new Recorder({ write() {} });
      const observation = new Observation(recorder, port, { holderOf: () => null, given() {} });
      const translator = new Translator(port);
      for (const heard of pieces(said.join('\n'), where).flatMap((piece) => lines.take(piece))) {
        const connection = readConnection(heard);
        if (connection !== null) {
          const { clientPort, at } = connection;
          expect(Number.isInteger(clientPort) && clientPort > 0 && clientPort < 65_536 && at >= 0).toBe(true);
        }
        const known = readReport(heard);
        const event = known === null ? null : translator.translate(7, known);
        if (event !== null) recorder.record(event.body, Math.min(recorder.atMs(event.at), recorder.nowMs()));
      }
      expect(lines.waiting).toBeLessThanOrEqual(longestLine);
      for (const { atMs } of recorder.events) expect(atMs >= 0 && atMs <= recorder.nowMs()).toBe(true);
      expect(observation.roster.serving()).toBeLessThanOrEqual(said.length);
      expect(observation.series.build(recorder.nowMs()).listening.every(Number.isInteger)).toBe(true);
    }),
    cases,
  );
});

test('a true report is heard wherever it is cut, and whatever is said before and after it', () => {
  fc.assert(
    fc.property(report, garbage, cuts, (said, other, where) => {
      const text = `${other.replaceAll('\n', ' ')}\n${JSON.stringify(said)}\n${other}`;
      const lines = new Lines();
      const heard = pieces(text, where).flatMap((piece) => lines.take(piece));
      expect(heard.map(readReport)).toContainEqual(said);
    }),
    cases,
  );
});

test('lines are those of the whole text, without the ones that are too long', () => {
  const short = fc.string({ unit: fc.constantFrom('a', '\n', 'é'), maxLength: 30 });
  fc.assert(
    fc.property(short, cuts, fc.boolean(), (text, where, endless) => {
      const whole = endless ? `${text}${'x'.repeat(longestLine + 1)}\n${text}` : text;
      const lines = new Lines();
      const heard = pieces(whole, where).flatMap((piece) => lines.take(piece));
      const wanted = whole.split('\n').slice(0, -1);
      expect(heard).toEqual(wanted.filter(({ length }) => length <= longestLine));
    }),
    cases,
  );
});

test('a line that never ends takes no more memory than the longest that does', () => {
  const lines = new Lines();
  for (let i = 0; i < 10_000; i += 1) {
    expect(lines.take('never '.repeat(100))).toEqual([]);
    expect(lines.waiting).toBeLessThanOrEqual(longestLine);
  }
  expect(lines.take('ends\nc5\n')).toEqual(['c5']);
});
