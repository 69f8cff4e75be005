import type { Roster } from '../history/roster.js';
import type { Recorder } from '../recorder.js';

/** How long nothing may be forked, and nothing still boot, until a target counts as complete that has not the expected number of workers. */
const settledMs = 500;

/**
 * Resolves with the number of serving workers once the target is complete: as many serve as were asked for, or, for a
 * target that decides on its own, at least one serves and no other is on its way. Rejects with the signal's reason.
 */
export function untilReady(
  recorder: Recorder,
  roster: Roster,
  wantedWorkers: number,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let settled: NodeJS.Timeout | undefined;
    const finish = (): void => {
      unfollow();
      clearTimeout(settled);
      signal.removeEventListener('abort', onAbort);
    };
    const done = (): void => {
      finish();
      resolve(roster.serving());
    };
    const onAbort = (): void => {
      finish();
      reject(signal.reason);
    };
    const unfollow = recorder.follow((event) => {
      if (!event.kind.startsWith('worker-')) return;
      clearTimeout(settled);
      const allServe = roster.living().every(({ state }) => state === 'serving');
      if (roster.serving() === 0 || !allServe) return;
      if (roster.serving() >= wantedWorkers) return done();
      settled = setTimeout(done, settledMs);
    });
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort);
  });
}
