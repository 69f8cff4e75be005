import { each, flag, type Guard, numberThat, objectOf, oneOf, orNull, textUpTo } from '../guard.js';
import { longestLine } from './lines.js';
import { type AgentReport, connectionMark } from './wire.js';

const pid = numberThat('a process id', (n) => Number.isSafeInteger(n) && n > 0);
const port = numberThat('a port', (n) => Number.isInteger(n) && n >= 0 && n <= 65_535);
const whole = numberThat('a whole number', Number.isSafeInteger);
const amount = numberThat('an amount', (n) => Number.isFinite(n) && n >= 0);
const text = textUpTo(4096);

const shapes: Record<AgentReport['kind'], Guard> = {
  hello: objectOf({ at: amount, pid, role: oneOf(['worker', 'process']), token: text }),
  fork: objectOf({ at: amount, pid, worker: whole }),
  online: objectOf({ at: amount, pid }),
  listening: objectOf({ at: amount, pid, port, address: orNull(text) }),
  closed: objectOf({ at: amount, pid, port }),
  disconnect: objectOf({ at: amount, pid }),
  exit: objectOf({ at: amount, pid, code: orNull(whole), signal: orNull(text) }),
  answered: objectOf({ at: amount, status: whole }),
  struck: objectOf({ at: amount, lethal: flag }),
  memory: objectOf({ rssBytes: amount }),
  failed: objectOf({ message: textUpTo(longestLine) }),
};

const hasKind = objectOf(each(oneOf(Object.keys(shapes)), 'kind'));

/** What an agent reports in this line; `null` for one that is none: cut off by the death of its process, or never an agent's. */
export function readReport(line: string): AgentReport | null {
  const value = parsed(line);
  if (hasKind(value, '') !== null) return null;
  const report = value as AgentReport;
  return shapes[report.kind](report, '') === null ? report : null;
}

/** The client's port of a connection that was accepted, and when, if that is what the line tells. */
export function readConnection(line: string): { clientPort: number; at: number } | null {
  if (!line.startsWith(connectionMark)) return null;
  const [clientPort = 0, at = Number.NaN] = line.slice(connectionMark.length).split(' ').map(Number);
  return clientPort > 0 && port(clientPort, '') === null && amount(at, '') === null ? { clientPort, at } : null;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
