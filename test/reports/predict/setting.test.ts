import { expect, it } from 'vitest';
import { planOf } from '../../../harness/plan.js';
import { setting } from '../../../reports/predict/setting.js';
import leak from '../../../scenarios/leak.js';
import steady from '../../../scenarios/steady.js';

it('says all that it takes to reckon: the load, the fault and the ceiling', () => {
  expect(setting(planOf(leak, { workers: 2 }))).toEqual([
    `leak: ${leak.story}`,
    '2 workers of fixtures/servers/resilient/primary.js; 20 connections, 1,000 requests a second, for 10 s.',
    'The fault leak-buffers (bytesPerRequest 24576, uneven 0.25) is on from 1 s to 8.5 s.',
    'The ceiling of a worker stands 34 MB above what it needs to boot.',
  ]);
});

it('says what the user sets', () => {
  const said = setting(planOf(leak, { workers: 1, ceilingBytes: 120e6, rate: 50, durationMs: 5500 })).join(' ');
  expect(said).toMatch(/^.* 1 worker of .* 50 requests a second, for 5\.5 s\. .* stands at 120 MB\.$/);
});

it('says nothing of what there is not', () => {
  expect(setting(planOf(steady, {}))).toHaveLength(2);
});
