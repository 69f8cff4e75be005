import type { RunEvent } from '../../harness/record.js';
import { count, mb, ms } from '../../harness/words/format.js';
import { printable } from '../plain-text.js';

/** What a sentence needs to know besides its event. */
export interface StoryContext {
  /** The tested port: listening elsewhere is not told. */
  port: number;
  /** The number of the worker with this pid, if it is known. */
  workerOf(pid: number): number | undefined;
}

/** A shorter stall of the harness is on record, and voids probes, but is no news. */
const worthTellingMs = 100;

/** An event as a plain sentence, or `null` where it would only be noise. */
export function sentence(event: RunEvent, { port, workerOf }: StoryContext): string | null {
  switch (event.kind) {
    case 'target-launched':
      return `the target starts: ${printable(event.command, 120)} (${event.pid})`;
    case 'target-ready':
      return `${count(event.workers, 'worker serves', 'workers serve')}`;
    case 'worker-forked':
      return `${name(event)} is forked`;
    case 'worker-listening':
      return event.port === port ? `${name(event)} serves` : null;
    case 'worker-closed':
      return `${name(event)} drains`;
    case 'worker-exited':
      return `${name(event)} ${ending(event)}`;
    case 'fault-armed':
      return `the fault ${printable(event.fault, 60)} is on`;
    case 'fault-disarmed':
      return `the fault ${printable(event.fault, 60)} is off`;
    case 'fault-struck':
      return event.lethal ? `the fault ends ${name(event)}` : `the fault acts in ${name(event)}`;
    case 'primary-struck':
      return `the fault strikes the primary (${event.signal})`;
    case 'ceiling-crossed':
      return `${name(event)} crossed ${mb(event.ceilingBytes)}`;
    case 'worker-recycled':
      return `${name(event)} is told to go (${event.signal})`;
    case 'worker-killed':
      return `${name(event)} is killed ${killing[event.reason]}`;
    case 'load-started':
      return 'the load starts';
    case 'load-stopped':
      return 'the load stops';
    case 'requests-lost': {
      const worker = event.pid === null ? undefined : workerOf(event.pid);
      return lost(event.count, worker === undefined || event.pid === null ? null : { worker, pid: event.pid });
    }
    case 'harness-stalled':
      return event.forMs < worthTellingMs
        ? null
        : `the harness itself stalled for ${ms(event.forMs)}; what it saw meanwhile does not count`;
    case 'primary-exited':
      return `the primary (${event.pid}) ${ending(event)}`;
    case 'interrupted':
      return `interrupted (${event.signal}); everything is stopped`;
    case 'stop-requested':
      return `the target is told to stop (${event.signal})`;
    case 'orphan-found':
      return `left behind by the target: ${printable(event.command, 120)} (${event.pid})`;
    case 'target-stopped':
      return 'the target is gone';
    case 'run-started':
    case 'worker-online':
    case 'worker-answered':
    case 'worker-disconnected':
      return null;
  }
}

/** `worker 3 (4242)` */
export const name = ({ worker, pid }: { worker: number; pid: number }): string => `worker ${worker} (${pid})`;

/** `left` for an exit of its own will, else `died` and of what. */
export function ending({ exitCode, signal }: { exitCode: number | null; signal: string | null }): string {
  if (signal !== null) return `died (${signal})`;
  return exitCode === 0 ? 'left' : `died (code ${exitCode ?? 'unknown'})`;
}

export const killing = { grace: 'after the grace', 'far-over': 'far over the ceiling' } as const;

/** `lost 4 requests on worker 3 (4242)` */
export const lost = (requests: number, on: { worker: number; pid: number } | null): string =>
  `lost ${count(requests, 'request')} on ${on === null ? 'connections of no known worker' : name(on)}`;
