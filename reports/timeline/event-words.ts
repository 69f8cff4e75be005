import type { RunEvent } from '../../harness/record.js';
import { count, mb, ms } from '../../harness/words/format.js';

/** An event in a few words, for the readout; `null` where a lane already shows it or it would be noise. */
export function eventWords(event: RunEvent): string | null {
  switch (event.kind) {
    case 'worker-forked':
      return `worker ${event.worker} is forked`;
    case 'worker-listening':
      return `worker ${event.worker} listens`;
    case 'worker-answered':
      return `worker ${event.worker} gives its first answer`;
    case 'worker-closed':
      return `worker ${event.worker} drains`;
    case 'worker-exited':
      return `worker ${event.worker} exits ${exitWords(event)}`;
    case 'ceiling-crossed':
      return `worker ${event.worker} crosses the ceiling with ${mb(event.rssBytes)}`;
    case 'worker-recycled':
      return `worker ${event.worker} is told to go (${event.signal})`;
    case 'worker-killed':
      return `worker ${event.worker} is killed, ${event.reason === 'grace' ? 'its grace is over' : 'far over the ceiling'}`;
    case 'fault-armed':
      return `the fault ${event.fault} is on`;
    case 'fault-disarmed':
      return `the fault ${event.fault} is off`;
    case 'fault-struck':
      return `the fault ${event.lethal ? 'ends' : 'acts in'} worker ${event.worker}`;
    case 'primary-struck':
      return `the fault strikes the primary (${event.signal})`;
    case 'requests-lost':
      return `${count(event.count, 'request')} lost`;
    case 'harness-stalled':
      return `the harness itself stalls for ${ms(event.forMs)}`;
    case 'load-started':
      return 'the load starts';
    case 'load-stopped':
      return 'the load stops';
    case 'primary-exited':
      return `the primary exits ${exitWords(event)}`;
    case 'interrupted':
      return 'the run is interrupted';
    case 'run-started':
    case 'target-launched':
    case 'target-ready':
    case 'worker-online':
    case 'worker-disconnected':
    case 'stop-requested':
    case 'orphan-found':
    case 'target-stopped':
      return null;
  }
}

/** `with code 0`, `by SIGKILL` */
export const exitWords = ({ exitCode, signal }: { exitCode: number | null; signal: string | null }): string =>
  signal === null ? `with code ${exitCode ?? 'unknown'}` : `by ${signal}`;
