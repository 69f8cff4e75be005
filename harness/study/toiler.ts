/** A process that only works: warms up, says so, and on its order works for as long as it is told. Ends with its channel. */

export interface ToToiler {
  durationMs: number;
}

export type FromToiler = { kind: 'warm' } | { kind: 'done'; donePerS: number };

const warmUpMs = 150;

const { work } = (await import(process.argv[2] ?? '')) as { work: () => unknown };

function workFor(durationMs: number): number {
  const beganMs = performance.now();
  let done = 0;
  while (performance.now() - beganMs < durationMs) {
    work();
    done += 1;
  }
  return (done * 1000) / (performance.now() - beganMs);
}

const tell = (message: FromToiler): void => void process.send?.(message);

process.on('disconnect', () => process.exit());
process.on('message', ({ durationMs }: ToToiler) => tell({ kind: 'done', donePerS: workFor(durationMs) }));
workFor(warmUpMs);
tell({ kind: 'warm' });
