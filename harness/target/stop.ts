import { setTimeout as sleep } from 'node:timers/promises';
import type { Shutdown } from '../record.js';
import type { Recorder } from '../recorder.js';
import { family, killFamily, signalProcess } from './family.js';
import type { Launched } from './launch.js';

/** How long the rest of the target has to notice that its primary is gone. */
const noticeMs = 2000;
const lookEveryMs = 20;

export interface StopPlan {
  launched: Launched;
  /** The process that forks; where it is not the launched one, a wrapper such as `npm start` stands between. */
  primaryPid: number;
  signal: NodeJS.Signals;
  /** How long the primary may take to end by itself. */
  graceMs: number;
  recorder: Recorder;
}

/** Asks the primary to end, gives the others time to follow, and kills what is left: those are the orphans. */
export async function stopTarget({ launched, primaryPid, signal, graceMs, recorder }: StopPlan): Promise<Shutdown> {
  const { marks } = launched;
  const primaryGone = (): boolean => family(marks).every(({ pid }) => pid !== primaryPid);

  recorder.record({ kind: 'stop-requested', signal });
  // A shell between would die of the signal and hand nothing on, so both are told.
  for (const pid of new Set([launched.pid, primaryPid])) signalProcess(pid, signal);

  const primaryForced = !(await within(graceMs, primaryGone));
  if (primaryForced) {
    signalProcess(primaryPid, 'SIGKILL');
    await within(noticeMs, primaryGone);
  }
  await within(noticeMs, () => family(marks).length === 0);
  const leftBehind = family(marks);
  for (const { pid, command } of leftBehind) recorder.record({ kind: 'orphan-found', pid, command });
  await within(noticeMs, () => {
    killFamily(marks);
    return family(marks).length === 0;
  });
  recorder.record({ kind: 'target-stopped' });
  return { observed: true, signal, primaryForced, leftBehind };
}

/** Looks until `done` or until `limitMs` is over; says which. */
async function within(limitMs: number, done: () => boolean): Promise<boolean> {
  for (let waited = 0; waited < limitMs; waited += lookEveryMs) {
    if (done()) return true;
    await sleep(lookEveryMs);
  }
  return done();
}
