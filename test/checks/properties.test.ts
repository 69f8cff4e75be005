import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as checks from '../../harness/checks/index.js';
import { checkFrom } from '../../harness/checks/index.js';
import { judge } from '../../harness/checks/verdict.js';
import { type Check, type CheckName, checkNames } from '../../harness/record.js';
import { anEvidence } from '../a-record.js';
import { anyEvidence } from './any-evidence.js';

const all: Record<CheckName, Check> = {
  exercised: checks.exercised({ deaths: 2, together: 1, requests: 10 }),
  refork: checks.refork({ withinMs: 1000 }),
  ceiling: checks.ceiling({ overBy: 0.05 }),
  availability: checks.availability({ slo: 0.5, longestOutageMs: 6000 }),
  capacity: checks.capacity({ floor: -1 }),
  loss: checks.loss({ perExit: 10, unattributed: 10 }),
  stability: checks.stability({ stillbornPer10s: 5 }),
  recovery: checks.recovery({ throughput: 0.5 }),
  primary: checks.primary({ growthBytes: 100_000_000, growthDescriptors: 100 }),
  orphans: checks.orphans(),
};
const anyCheck = fc.constantFrom(...Object.values(all));

test.each(checkNames)('%s passes a healthy run', (name) => {
  expect(all[name].judge(anEvidence()).status).toBe('pass');
});

test.each(checkNames)('%s is inconclusive with nothing to look at', (name) => {
  const nothing = anEvidence({
    phases: { loadFromMs: 0, faultFromMs: 0, faultUntilMs: 0, loadUntilMs: 0 },
    settings: { ceilingBytes: null, fault: null },
    ledger: { answered2xx: 0, superseded: 0, inFlight: 0 },
    prober: { answered: 0 },
    supervision: { steadyWorkers: 0, fewestListening: 0, listeningAtEnd: 0 },
    ceiling: { left: 0, highestRssBytes: null },
    primary: { pid: null, rssBytesBefore: null, rssBytesAfter: null, descriptorsBefore: null, descriptorsAfter: null },
    throughput: { beforePerS: null, afterPerS: null },
    shutdown: { observed: false },
    fault: { struckWorkers: 0 },
    deaths: [],
    events: [],
  });
  expect(all[name].judge(nothing).status).toBe('inconclusive');
});

test('a check neither throws on odd evidence nor says it badly', () => {
  fc.assert(
    fc.property(anyEvidence, anyCheck, (evidence, check) => {
      const { observed, limit, summary } = check.judge(evidence);
      expect(summary).toMatch(/^[A-Z0-9].*[.]$/s);
      expect(summary).not.toMatch(/NaN|undefined|null|Infinity/);
      for (const figure of [observed, limit]) expect(figure === null || Number.isFinite(figure)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test('a pass has a figure that keeps its limit on record', () => {
  fc.assert(
    fc.property(anyEvidence, anyCheck, (evidence, check) => {
      const { status, observed, limit } = check.judge(evidence);
      if (status === 'pass') expect([typeof observed, typeof limit]).toEqual(['number', 'number']);
    }),
    { numRuns: 3000 },
  );
});

test('judging changes nothing it looks at, and says the same of the evidence after a way through JSON', () => {
  const names = fc.subarray([...checkNames]);
  fc.assert(
    fc.property(anyEvidence, names, (evidence, chosen) => {
      const before = JSON.stringify(evidence);
      const first = judge(
        evidence,
        chosen.map((name) => all[name]),
      );
      expect(JSON.stringify(evidence)).toBe(before);
      const again = judge(JSON.parse(before), JSON.parse(JSON.stringify(first.checks)).map(checkFrom));
      expect(again).toEqual(first);
    }),
  );
});

test('the verdict does not depend on the order of the checks', () => {
  const shuffled = fc.shuffledSubarray(Object.values(all), { minLength: 1 });
  fc.assert(
    fc.property(anyEvidence, shuffled, (evidence, chosen) => {
      expect(judge(evidence, chosen).verdict).toBe(judge(evidence, chosen.toReversed()).verdict);
    }),
  );
});
