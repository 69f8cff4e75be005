import { expect, test } from 'vitest';
import { judge } from '../../harness/checks/verdict.js';
import type { Expectation, RunRecord } from '../../harness/record.js';
import { scenarios } from '../../scenarios/index.js';
import { measures, measuresOf } from '../../trust/measures.js';
import { weigh } from '../../trust/outcome.js';
import { nameOf, pairsOf } from '../../trust/pairs.js';
import { aDeathWithoutRefork, anEvidence } from '../a-record.js';
import type { Part } from '../merge.js';

const pairs = pairsOf(scenarios);
const pairNamed = (name: string) =>
  pairs.find((pair) => nameOf(pair.scenario.name, pair.target?.name ?? null) === name);
const leak = scenarios.find(({ name }) => name === 'leak');
const checks = leak?.checks ?? [];

const judged = (part: Part<RunRecord> = {}): RunRecord => {
  const evidence = anEvidence(part);
  return { ...evidence, ...judge(evidence, checks) };
};
const broken = { deaths: [aDeathWithoutRefork()], supervision: { listeningAtEnd: 1 } };
const control: Expectation = { fails: 'refork', consequences: ['recovery', 'exercised', 'stability'] };

test('every scenario of the catalogue is run with its own server, and a control has to be caught', () => {
  for (const { name, expectation } of scenarios) {
    expect(pairNamed(name)?.truth).toBe(expectation === undefined ? 'pass' : 'caught');
  }
});

test("leak and crash are run with the course's server, which passes, and with those that do not refork, which fail", () => {
  for (const name of ['leak', 'crash']) {
    expect(pairNamed(`${name} on course-page`)?.truth).toBe('pass');
    for (const server of ['no-refork', 'late-refork', 'never-listens']) {
      expect(pairNamed(`${name} on ${server}`)?.truth).toBe('fail');
    }
  }
});

test('a good server that passes is right, one that fails a false failure, and a doubt inconclusive', () => {
  expect(weigh('pass', judged()).outcome).toBe('right');
  expect(weigh('pass', judged(broken)).outcome).toBe('false failure');
  expect(weigh('pass', judged({ doubts: ['Too busy.'] }))).toMatchObject({
    outcome: 'inconclusive',
    unsure: ['a doubt'],
  });
});

test('a broken server that fails is right, and one that passes a false pass', () => {
  expect(weigh('fail', judged(broken)).outcome).toBe('right');
  expect(weigh('fail', judged()).outcome).toBe('false pass');
});

test('a control is right by the check it names, and not by another', () => {
  expect(weigh('caught', judged({ ...broken, expectation: control })).outcome).toBe('right');
  expect(weigh('caught', judged({ expectation: control })).outcome).toBe('false pass');
  const leftBehind = { shutdown: { leftBehind: [{ pid: 1, command: 'node' }] } };
  expect(weigh('caught', judged({ ...broken, ...leftBehind, expectation: control })).outcome).toBe('false failure');
  const alone = { deaths: [aDeathWithoutRefork({ atMs: { exit: 10_100 } })], expectation: control };
  expect(weigh('caught', judged(alone)).outcome).toBe('inconclusive');
});

test('a record that is judged otherwise the second time is found out', () => {
  expect(weigh('pass', { ...judged(broken), verdict: 'pass' }).outcome).toBe('otherwise');
});

test('each measure of a limit names one that its check can have', () => {
  const limits = new Set(
    scenarios.flatMap((each) =>
      each.checks.flatMap(({ name, limits }) => Object.keys(limits).map((limit) => `${name}.${limit}`)),
    ),
  );
  for (const { check, limit } of measures) {
    // These two have a default, and no scenario needs to give one.
    if (limit === null || limit === 'maxVoided' || limit === 'perExit') continue;
    expect(limits).toContain(`${check}.${limit}`);
  }
});

test('a record is measured where its checks have limits, whatever they chose to report', () => {
  expect(measuresOf(judged({ prober: { longestOutageMs: 230 } }))).toMatchObject({
    ...{ deaths: 4, 'slowest refork': 71.2, 'longest outage': 230, 'workers missing': 0 },
    ...{ 'probes answered': 100, 'costliest death, a connection': 0, 'rate regained': 99.5 },
  });
  expect(measuresOf({ ...judged(), checks: [] })).toEqual({});
});
