import { expect, test } from 'vitest';
import { contradictionIn } from '../../harness/record/contradiction.js';
import type { RunRecord } from '../../harness/record.js';
import { aDeath, aRecord } from '../a-record.js';
import type { Part } from '../merge.js';

const healthy = aRecord();

test('a record of a run contradicts itself in nothing', () => {
  expect(contradictionIn(healthy)).toBeNull();
  expect(contradictionIn(aRecord({ deaths: [] }))).toBeNull();
  expect(contradictionIn(aRecord({ deaths: [aDeath({ worker: 7, stillborn: true })] }))).toBeNull();
});

test('a ledger that does not balance is no contradiction: a run may see that, and its checks say so', () => {
  expect(contradictionIn(aRecord({ ledger: { sent: 1 } }))).toBeNull();
});

test('of a load that broke off the ledger is empty, and what its deaths cost is known all the same', () => {
  const nothing = { sent: 0, answered2xx: 0, superseded: 0, inFlight: 0 };
  expect(contradictionIn(aRecord({ ledger: nothing, deaths: [aDeath({ lostRequests: 3 })] }))).toBeNull();
});

test('what was left out of a long record is not missed in it', () => {
  const part = { leftOut: { deaths: 2, events: 40 }, supervision: { deaths: 6, stillborn: 1 }, events: [] };
  expect(contradictionIn(aRecord(part))).toBeNull();
});

const [first, ...others] = healthy.deaths;
const [check] = healthy.checks;

test.each<[string, Part<RunRecord>, string]>([
  ['a count below nothing', { ledger: { lost: -1 } }, 'ledger.lost is -1, which is no count'],
  ['half a probe', { prober: { voided: 0.5 } }, 'prober.sent is 500.5, which is no count'],
  ['probes that were not sent', { prober: { sent: 400 } }, '400 probes were sent, and 500 ended'],
  [
    'a better availability',
    { prober: { failed: 500, availability: 1 } },
    'its availability is 1, and its probes make 0.5',
  ],
  [
    'fewer lost than charged',
    { deaths: [aDeath({ lostRequests: 4 })] },
    '0 requests were lost, and 4 are charged to deaths or to none',
  ],
  ['more unattributed than lost', { ledger: { unattributed: 1 } }, '0 requests were lost, and 1 are charged'],
  ['a death that is not counted', { supervision: { deaths: 3 } }, 'it counts 3 deaths, and lists 4'],
  ['a stillborn that is not listed', { supervision: { stillborn: 2 } }, 'it counts 2 stillborn workers, and lists 0'],
  [
    'a death taken out',
    { deaths: others, events: healthy.events },
    'its events have 4 exits of workers under load, and it lists 3 deaths',
  ],
  [
    'a death put later',
    {
      deaths: [{ ...(first ?? aDeath()), atMs: { ...(first ?? aDeath()).atMs, exit: 9000 } }, ...others],
      events: healthy.events,
    },
    'listed as dead, and its events have no exit of it at 9000 ms',
  ],
  ['a fault that struck nobody', { fault: { struckWorkers: 9 } }, 'the fault struck 9 workers, and its events say 4'],
  [
    'a worker whose fate is not told',
    { ceiling: { crossed: 5 } },
    '5 workers crossed the ceiling, and it tells what became of 4',
  ],
  [
    'a part that is more than the whole',
    { ceiling: { highestRssBytes: 90e6, highestInTimeRssBytes: 91e6 } },
    'the highest of some workers over the ceiling is 91000000 bytes, and of all 90000000',
  ],
  ['a fault before the load', { phases: { faultFromMs: 100 } }, 'its phases do not follow each other'],
  ['a load longer than the run', { durationMs: 5000 }, 'its phases do not follow each other'],
  [
    'a check made twice',
    { checks: check === undefined ? [] : [check, check] },
    'the check refork was made more than once',
  ],
])('%s is found', (_, part, words) => {
  expect(contradictionIn(aRecord(part))).toContain(words);
});
