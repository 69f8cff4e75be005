import type { Roster } from '../history/roster.js';
import type { Recorder } from '../recorder.js';

/** How long nothing may be forked, and nothing still boot, until a target counts as complete that has not the expected number of workers. */
const settledMs = 500;

/**
 * Resolves with the number of serving workers once the target is complete: as many serve as were asked for and no other seems
 * to be on its way, or, for a target that decides on its own, at least one serves and no other is on its way. Rejects with the
 * signal's reason.
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
      const enoughServe = roster.serving() > 0 && roster.serving() >= wantedWorkers;
      if (allServe && enoughServe) return done();
      // One that boots and then does not listen, while all that were asked for do, may be a spare.
      if ((allServe && roster.serving() > 0) || enoughServe) settled = setTimeout(done, settledMs);
    });
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort);
  });
}
