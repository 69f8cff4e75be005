import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { UsageError } from '../usage-error.js';
import type { Toil, ToilStep } from './study.js';
import type { FromToiler, ToToiler } from './toiler.js';

/**
 * Lets so many processes do the same work at once, without any server, and counts what they get done.
 * @throws UsageError if one of them cannot; or the signal's reason.
 */
export async function toil({ name, module, processes, durationMs }: ToilStep, signal?: AbortSignal): Promise<Toil> {
  // Without the user's NODE_OPTIONS: whatever they preload is not meant for these.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const children = Array.from({ length: processes }, () =>
    fork(new URL('./toiler.js', import.meta.url), [module], {
      env,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    }),
  );
  const stop = (): void => {
    for (const child of children) child.kill('SIGKILL');
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    signal?.throwIfAborted();
    // All are warm before one begins, so that they are all at it at the same time.
    await Promise.all(children.map((child) => told(child)));
    const order: ToToiler = { durationMs };
    const done = children.map((child) => told(child));
    for (const child of children) child.send(order);
    const rates = (await Promise.all(done)).map((said) => (said.kind === 'done' ? said.donePerS : 0));
    return { step: name, processes, donePerS: rates.reduce((sum, rate) => sum + rate, 0) };
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
    await Promise.all(children.map(gone));
  }
}

/** The next thing a child says. */
function told(child: ChildProcess): Promise<FromToiler> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as FromToiler));
    child.once('error', (error) =>
      reject(new UsageError(`A process that only works cannot be started: ${error.message}`)),
    );
    child.once('exit', (code, by) =>
      reject(new UsageError(`A process that only works ended with ${by ?? code}. What it wrote stands above.`)),
    );
  });
}

async function gone(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await once(child, 'exit');
}
