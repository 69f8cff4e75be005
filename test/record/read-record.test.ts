import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { exercised, refork } from '../../harness/checks/index.js';
import { judge } from '../../harness/checks/verdict.js';
import { exitStatus } from '../../harness/exit-status.js';
import { reforkVersion } from '../../harness/machine/environment.js';
import { disagreement, readRecord, rejudge } from '../../harness/record/read-record.js';
import { sealed } from '../../harness/record/seal.js';
import { UsageError } from '../../harness/usage-error.js';
import { scenarios } from '../../scenarios/index.js';
import { aDeathWithoutRefork, anEvidence, aRecord } from '../a-record.js';

const folder = mkdtempSync(join(tmpdir(), 'refork-read-record-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'record.json');
const read = (content: unknown) => {
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return readRecord(path);
};

test('a saved record comes back whole', () => {
  const control = aRecord({ expectation: { fails: 'refork', consequences: ['loss'] } });
  expect(read(control)).toEqual(control);
});

test('a record is judged again with the limits its checks had', () => {
  const evidence = anEvidence();
  const record = { ...evidence, ...judge(evidence, [exercised({ deaths: 4 }), refork({ withinMs: 1000 })]) };
  expect(rejudge(read(record))).toEqual(record);
});

test('judging again looks at the evidence, not at the old verdict', () => {
  const again = rejudge(read(aRecord({ verdict: 'pass', deaths: [aDeathWithoutRefork()] })));
  expect(again).toMatchObject({
    verdict: 'fail',
    checks: [{ name: 'refork', status: 'fail', limits: { withinMs: 1000 } }],
  });
});

test('limits that are not the check’s own are refused', () => {
  const [result] = aRecord().checks;
  if (result === undefined) throw new Error('The record has no check.');
  expect(() => rejudge(read(aRecord({ checks: [{ ...result, limits: { withinS: 1 } }] })))).toThrow(UsageError);
});

test('a file that is not there is refused with where records are', () => {
  const missing = join(folder, 'nothing.json');
  expect(() => readRecord(missing)).toThrow(UsageError);
  expect(() => readRecord(missing)).toThrow(
    `There is no file ${missing}. A run's record is runs/<scenario>-<time>/record.json.`,
  );
});

test('a folder is refused with the file to give instead', () => {
  expect(() => readRecord(folder)).toThrow(`${folder} is a folder. Give the record.json in it.`);
});

test('a file that was cut off is refused as no JSON', () => {
  expect(() => read('{"schema":1,')).toThrow(UsageError);
  expect(() => read('{"schema":1,')).toThrow(/is not JSON \(.+\)\. Give the record\.json of a run/);
});

test.each(['{}', '[]', 'null', '3'])('%s is refused as no record', (content) => {
  expect(() => read(content)).toThrow(`${path} is not a record of refork. Give the record.json of a run's folder.`);
});

test('a record of another schema is refused with both', () => {
  expect(() => read({ ...aRecord(), schema: 2 })).toThrow(`${path} has schema 2, and this refork reads schema 1.`);
});

test('a damaged record is refused with the place', () => {
  const record = aRecord();
  expect(() => read({ ...record, ledger: { ...record.ledger, lost: '3' } })).toThrow(
    `${path} is damaged: ledger.lost should be a number, and is "3". Run the scenario again for a new record.`,
  );
  expect(() => read({ ...record, deaths: [record.deaths[0], { pid: 1 }] })).toThrow(
    'deaths[1].worker should be a number, and is missing',
  );
  expect(() => read({ ...record, checks: {} })).toThrow('checks should be a list, and is {}');
  expect(() => read({ ...record, checks: [{ name: 'reforks' }] })).toThrow(
    'checks[0].name should be one of exercised, refork,',
  );
});

test('a record that was cut off anywhere is refused', () => {
  const text = JSON.stringify(sealed(aRecord()));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: text.length - 1 }), (end) => {
      expect(() => read(text.slice(0, end))).toThrow(UsageError);
    }),
    { numRuns: 50 },
  );
});

test('a record of another version that this one cannot read is refused with both versions', () => {
  const record = aRecord({ environment: { refork: '0.0.9' } });
  expect(() => read({ ...record, prober: {} })).toThrow(
    `${path} was written by refork 0.0.9, and this is ${reforkVersion}, for which it is damaged: prober.latencyMs`,
  );
});

test('a record whose sums do not add up is refused with what contradicts what', () => {
  expect(() => read(aRecord({ supervision: { deaths: 1 } }))).toThrow(
    `${path} contradicts itself: it counts 1 death, and lists 4. It was changed after the run`,
  );
});

test('a sealed record may be laid out anew, and with any other change is refused', () => {
  const record = sealed(aRecord());
  expect(read(JSON.stringify(record, null, 7))).toEqual(record);
  for (const change of [{ verdict: 'fail' }, { story: 'Another.' }, { checks: [] }, { seal: 'sha256:00' }]) {
    expect(() => read({ ...record, ...change })).toThrow(
      /its seal does not fit what it holds\. It was changed after the run/,
    );
  }
});

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  'a saved record of %s gets the verdict and the checks that it had, to the last bit',
  (_, { name, story, checks, expectation = null }) => {
    for (const deaths of [anEvidence().deaths, [aDeathWithoutRefork()], []]) {
      const evidence = anEvidence({ scenario: name, story, expectation, deaths });
      const record = sealed({ ...evidence, ...judge(evidence, checks) });
      const again = rejudge(read(record));
      expect(JSON.stringify(again)).toBe(JSON.stringify(record));
      expect(exitStatus(again)).toBe(exitStatus(record));
      expect(disagreement(record, again)).toBeNull();
    }
  },
);

test('a record that says otherwise than its judges is judged as what it is, and that is told', () => {
  const saved = read(aRecord({ verdict: 'pass', deaths: [aDeathWithoutRefork()] }));
  expect(disagreement(saved, rejudge(saved))).toBe(
    'The record says pass, and what it holds is judged fail (refork: fail). It was changed after the run, or judged by other rules.',
  );
  const older = { ...saved, environment: { ...saved.environment, refork: '0.0.9' } };
  expect(disagreement(older, rejudge(older))).toContain(`It was judged by refork 0.0.9, and this is ${reforkVersion}.`);
});
