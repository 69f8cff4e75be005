import { wasInterrupted } from './statuses.js';

/** A signal that is aborted once the user wants the run to end, or nobody is left to read of it. */
export function untilInterrupted(): AbortSignal {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // The second time the target is killed by what runs at exit, and nothing is waited for.
      if (interruption.signal.aborted) process.exit(wasInterrupted);
      process.stderr.write(`\n${signal}: stopping the run in order. Once more stops it at once.\n`);
      interruption.abort(new Error(signal));
    });
  }
  // Whoever read our lines is gone (`| head`): nobody waits for the rest, so the run is ended in order.
  process.stdout.on('error', () => interruption.abort(new Error('nobody reads the output')));
  return interruption.signal;
}
