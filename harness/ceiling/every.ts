/**
 * Calls `tick` at every multiple of `everyMs` from now on, without drifting, with how late it is; times that have passed
 * meanwhile are left out. Does not keep the process alive. Returns what ends it. What `tick` throws goes to `onFailure`, and ends it as well; without
 * that it is thrown.
 */
export function every(everyMs: number, tick: (lateMs: number) => void, onFailure?: (error: Error) => void): () => void {
  let plannedMs = performance.now();
  let timer: NodeJS.Timeout;
  const plan = (): void => {
    const nowMs = performance.now();
    plannedMs = nextPlanned(plannedMs, everyMs, nowMs);
    timer = setTimeout(beat, plannedMs - nowMs).unref();
  };
  const beat = (): void => {
    const lateMs = performance.now() - plannedMs;
    plan();
    try {
      tick(lateMs);
    } catch (error) {
      clearTimeout(timer);
      if (onFailure === undefined) throw error;
      onFailure(error as Error);
    }
  };
  plan();
  return () => clearTimeout(timer);
}

/** The first time after `plannedMs`, in whole intervals from it, that has not passed by `nowMs`. */
export function nextPlanned(plannedMs: number, everyMs: number, nowMs: number): number {
  // At least one on: a timer may fire a fraction of a millisecond early, and must not be set for the same time again.
  return plannedMs + everyMs * Math.max(1, Math.ceil((nowMs - plannedMs) / everyMs));
}
