import { expect, it } from 'vitest';
import type { CheckName, CheckResult, Status } from '../../harness/record.js';
import { survival } from '../../matchers/survival.js';
import { aRecord } from '../a-record.js';

const check = (name: CheckName, status: Status, part: Partial<CheckResult> = {}): CheckResult => ({
  ...{ name, status, limits: {}, observed: null, limit: null, unit: '', summary: `The ${name} sentence.` },
  ...part,
});
const settings = { target: './server.js' };

it('of a target that survived, what held', () => {
  expect(survival(aRecord({ settings }))).toEqual({
    verdict: 'pass',
    message: './server.js survived the scenario "leak": each of 1 check held.',
  });
});

it('of one that did not, what failed first, then what could not be shown, and its last words', () => {
  const checks = [
    check('primary', 'inconclusive'),
    check('loss', 'pass'),
    check('refork', 'fail', { observed: 5100, limit: 1000, unit: 'ms' }),
  ];
  const stderr = ['1', '2', '3', '4', '5', '\u001b[31mError\u001b[0m: boom'];
  expect(survival(aRecord({ verdict: 'fail', checks, settings, stderr })).message.split('\n')).toEqual([
    './server.js did not survive the scenario "leak":',
    '  ✗ refork: The refork sentence. (observed 5,100 ms, limit 1,000 ms)',
    '  ? primary: The primary sentence.',
    '  It wrote last, on its standard error:',
    ...['2', '3', '4', '5', 'Error: boom'].map((line) => `    ${line}`),
  ]);
});

it('of one nobody can tell of, what was missing, a doubt about the run too', () => {
  const checks = [check('refork', 'inconclusive')];
  const { verdict, message } = survival(aRecord({ verdict: 'inconclusive', checks, settings, doubts: ['Cut off.'] }));
  expect(verdict).toBe('inconclusive');
  expect(message.split('\n')).toEqual([
    'The scenario "leak" could not show whether ./server.js survives. That is no pass, and no fault of it either:',
    '  ? refork: The refork sentence.',
    '  ? run: In doubt: Cut off.',
  ]);
});

it('a control did not survive, though its run ended as it should', () => {
  const expectation = { fails: 'refork' as const, consequences: [] };
  const control = aRecord({ verdict: 'fail', checks: [check('refork', 'fail')], expectation, settings });
  expect(survival(control).message).toBe(
    './server.js did not survive the scenario "leak":\n  ✗ refork: The refork sentence.',
  );
});
