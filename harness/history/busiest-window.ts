/** The most of these ascending moments that lie within any span of `spanMs`, its start included and its end not. */
export function busiestWindow(ascendingMs: readonly number[], spanMs: number): number {
  let most = 0;
  let first = 0;
  for (const [last, atMs] of ascendingMs.entries()) {
    while (atMs - (ascendingMs[first] ?? atMs) >= spanMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
