import type { RunRecord } from '../../harness/record.js';
import { type Measurement, taken } from './figure.js';
import { runAlone } from './runs.js';

/** How far workers get over the ceiling when they leak fast. */
export const overshoot: Measurement = {
  name: 'overshoot',
  async measure({ loadMs }) {
    const durationMs = loadMs * 3;
    const record = await runAlone('fast-leak', { workers: 2, durationMs });
    return [
      {
        ...{
          what: 'memory over the ceiling at a leak of 50 MB/s',
          ...taken(shares(record)),
          unit: '%',
          limit: { atMost: 3 },
        },
        how:
          `The resilient server with two workers, 1,000 requests a second that each leave 50,000 bytes behind, for ${durationMs / 1000} s, under a ` +
          'ceiling of 150 MB. Of each worker that was sent away, its last sample before its exit (`deaths[].rssBytes` in the record), one each 50 ms.',
      },
    ];
  },
};

/** Of each worker that was sent away, how far it was over the ceiling at the end, in percent. */
const shares = ({ deaths, settings: { ceilingBytes } }: RunRecord): number[] =>
  deaths.flatMap(({ cause, rssBytes }) =>
    cause === 'ceiling' && rssBytes !== null && ceilingBytes !== null ? [(rssBytes / ceilingBytes - 1) * 100] : [],
  );
