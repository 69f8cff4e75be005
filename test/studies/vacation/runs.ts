import type { RunEvent, RunRecord } from '../../../harness/record.js';
import { simulate } from '../../../studies/vacation/simulate.js';
import { aDeath } from '../../a-death.js';
import { aRecord } from '../../a-record.js';

const port = 4000;
const primaryPid = 4100;
const bootBytes = 46_000_000;
/** What each has in the simulation: less than one that is warm, for it does not live long enough. */
const freshBytes = 50_000_000;
const warmBytes = 54_000_000;
const ceilingBytes = 82_000_000;
const departure = { closesAfterMs: 20, replacedAfterMs: 90, lostRequests: 0 };

export interface Made {
  leakedBytes: number;
  /** What its workers really keep of each request. */
  keptBytes?: number;
  /** In each tenth of a second of ten seconds. */
  requests?: number;
  lostPerDeath?: number;
}

/** The record of a run of two workers as it would be if the world were as simple as the simulation. */
export function aLeakingRun({
  leakedBytes,
  keptBytes = leakedBytes + 500,
  requests = 100,
  lostPerDeath = 0,
}: Made): RunRecord {
  const faultFromMs = 1200;
  const spans = 100;
  const { toldAtMs } = simulate(
    { everyMs: 100, requests: new Array(spans).fill(requests) },
    {
      ...{
        workers: 2,
        freshBytes,
        bytesPerRequest: keptBytes,
        ceilingBytes,
        lookEveryMs: 50,
        othersServing: 1,
      },
      departure: () => departure,
    },
  );
  const deaths = toldAtMs.map((atMs, i) => {
    const recycle = faultFromMs + atMs;
    const listening = recycle + departure.replacedAfterMs;
    return aDeath({
      ...{ worker: i + 1, pid: 4101 + i, lostRequests: lostPerDeath },
      atMs: {
        ceiling: recycle - 1,
        recycle,
        exit: recycle + 1000,
        fork: recycle + 1,
        listening,
        firstAnswer: listening,
      },
    });
  });
  const events = deaths.flatMap(({ worker, pid, atMs: { recycle } }): RunEvent[] => [
    { atMs: recycle ?? 0, kind: 'worker-recycled', worker, pid, rssBytes: ceilingBytes, signal: 'SIGTERM' },
    { atMs: (recycle ?? 0) + departure.closesAfterMs, kind: 'worker-closed', worker, pid },
  ]);
  const before = faultFromMs / 100;
  const workers = 2 + deaths.length;
  const highestBytes = freshBytes + (spans * requests * keptBytes) / workers;
  const samples = (from: number | null, to: number) => [
    ...new Array<number | null>(before).fill(from),
    ...new Array<number | null>(spans).fill(to),
  ];
  return aRecord({
    settings: {
      workers: 2,
      port,
      ceilingBytes,
      bootRssBytes: bootBytes,
      fault: { name: 'leak-buffers', options: { bytesPerRequest: leakedBytes } },
    },
    phases: {
      loadFromMs: 200,
      faultFromMs,
      faultUntilMs: faultFromMs + spans * 100,
      loadUntilMs: faultFromMs + spans * 100,
    },
    primary: { pid: primaryPid },
    deaths,
    events,
    series: {
      everyMs: 100,
      // All that was kept, as if each worker had kept as much of it.
      rssBytes: {
        [primaryPid]: samples(50_000_000, 50_000_000),
        ...Object.fromEntries(
          Array.from({ length: workers }, (_, i) => [4101 + i, samples(i < 2 ? warmBytes : null, highestBytes)]),
        ),
      },
      answered: new Array(before + spans).fill(requests - 10),
      probesAnswered: new Array(before + spans).fill(10),
    },
  });
}
