import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CheckResult } from '../../harness/record.js';
import { annotations } from '../../reports/annotations.js';
import { aRecord } from '../a-record.js';
import { hostileRecord, hostileText } from './hostile.js';

const check = (part: Partial<CheckResult>): CheckResult => ({
  ...{
    name: 'refork',
    limits: {},
    status: 'fail',
    observed: null,
    limit: null,
    unit: '',
    summary: '50 % late: too late.',
  },
  ...part,
});
const of = (record: ReturnType<typeof aRecord>) => annotations([{ name: record.scenario, record }]);

it('what failed is an error, what could not be shown a warning, and what passed nothing', () => {
  const checks = [
    check({}),
    check({ name: 'loss', status: 'inconclusive' }),
    check({ name: 'orphans', status: 'pass' }),
  ];
  expect(of(aRecord({ verdict: 'fail', checks }))).toEqual([
    '::error title=refork leak%3A refork::50 %25 late: too late.',
    '::warning title=refork leak%3A loss::50 %25 late: too late.',
  ]);
  expect(of(aRecord())).toEqual([]);
});

it('a control that failed as it should is nothing to be told of', () => {
  const record = aRecord({ verdict: 'fail', checks: [check({})], expectation: { fails: 'refork', consequences: [] } });
  expect(of(record)).toEqual([]);
});

it('a run that could not be made is an error', () => {
  expect(annotations([{ name: 'leak, run 2', problem: 'Port 1\nis taken.', startedAt: '' }])).toEqual([
    '::error title=refork leak%2C run 2::It could not be run: Port 1 is taken.',
  ]);
});

it('a run that the machine does not permit is nothing to be told of', () => {
  expect(annotations([{ name: 'oom', problem: 'No cgroup.', startedAt: '', skipped: true }])).toEqual([]);
});

it('a target can say nothing that is a command of its own', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      for (const line of of(hostileRecord(text))) {
        expect(line).toMatch(/^::(error|warning) title=[^:,\r\n]*::[^\r\n]*$/);
        expect(line).not.toMatch(/%(?!25|0A|0D|3A|2C)/);
      }
    }),
  );
});
