import type { RunEvent } from '../../harness/record.js';
import { count, mb, ms } from '../../harness/words/format.js';
import { printable } from '../plain-text.js';
import { type StoryContext, sentence } from '../terminal/story.js';
import type { Tale } from '../terminal/tale.js';

/** An event as a plain sentence for who sees such a thing for the first time; `null` where it says nothing to them. */
export function deed(event: RunEvent, context: StoryContext): string | null {
  switch (event.kind) {
    case 'target-launched':
      return `A server is started. Its first process is the primary, number ${event.pid}.`;
    case 'target-ready':
      return `${count(event.workers, 'worker is', 'workers are')} ready, and nobody has asked for anything yet.`;
    case 'load-started':
      return 'The load begins. Beside it goes a probe every 10 ms.';
    case 'load-stopped':
      return 'The load ends.';
    case 'fault-armed':
      return `Now the fault "${printable(event.fault, 60)}" is switched on.`;
    case 'fault-disarmed':
      return 'The fault is switched off. The server has a moment to come back to what it was.';
    case 'fault-struck':
      return event.lethal
        ? `Worker ${event.worker} runs into the fault, and that is its end.`
        : `The fault acts in worker ${event.worker} for the first time.`;
    case 'worker-forked':
      return `The primary forks worker ${event.worker} (process ${event.pid}).`;
    case 'worker-listening':
      return event.port === context.port ? `Worker ${event.worker} listens: it has come to serve.` : null;
    case 'ceiling-crossed':
      return `Worker ${event.worker} has ${mb(event.rssBytes)} of memory now, and has crossed the ceiling of ${mb(event.ceilingBytes)}.`;
    case 'worker-recycled':
      return `So worker ${event.worker} is recycled: it is told to go, by ${event.signal}.`;
    case 'worker-closed':
      return `Worker ${event.worker} drains.`;
    case 'worker-killed':
      return event.reason === 'grace'
        ? `Worker ${event.worker} has not left within the grace, and is killed by SIGKILL.`
        : `Worker ${event.worker} is far over the ceiling, and is killed by SIGKILL.`;
    case 'worker-exited':
      return `Worker ${event.worker} ${gone(event)}.`;
    case 'primary-exited':
      return 'The primary itself is gone, and with it the whole server.';
    case 'interrupted':
      return 'The run is interrupted, and all of it is stopped.';
    case 'stop-requested':
      return `The primary is told to stop, by ${event.signal}.`;
    case 'orphan-found':
      return `A process of the server is still there, number ${event.pid}: an orphan.`;
    case 'target-stopped':
      return 'All of the server is gone.';
    // Only of interest for the verdict, which says so.
    case 'harness-stalled':
      return null;
    default: {
      const line = sentence(event, context);
      return line === null ? null : `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
    }
  }
}

function gone({ exitCode, signal }: { exitCode: number | null; signal: string | null }): string {
  if (signal !== null) return `is ended by ${signal}`;
  return exitCode === 0 ? 'leaves, with exit code 0' : `crashes, with exit code ${exitCode ?? 'unknown'}`;
}

/** A worker's whole way out: for those that go the way that was told of another already. */
export function wayOut({ worker, steps, next, exitedAtMs }: Tale, lostRequests: number): string {
  const cost = lostRequests === 0 ? 'no request is lost' : `${count(lostRequests, 'request is', 'requests are')} lost`;
  return `Worker ${worker} goes too: it ${inARow(steps)}. ${successor(next, exitedAtMs)}, and ${cost}.`;
}

/** `crossed 81 MB, drained and left` */
const inARow = (steps: readonly string[]): string =>
  [steps.slice(0, -1).join(', '), ...steps.slice(-1)].filter((part) => part !== '').join(' and ');

function successor(next: Tale | null, exitedAtMs: number | null): string {
  if (next?.servesSinceMs == null || exitedAtMs === null) return 'Nobody has come in its place so far';
  const afterMs = next.servesSinceMs - exitedAtMs;
  if (afterMs <= 0) return `Worker ${next.worker} was there before it went`;
  return `Worker ${next.worker} serves ${ms(afterMs)} later`;
}
