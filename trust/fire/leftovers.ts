import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How the traces of one run are told from all else: by a folder for temporary files that no other has. */
export interface Traces {
  temporaryFolder: string;
  /** The target's port, if it came to have one. */
  port: number | null;
  /** Its memory groups that are still there. */
  groupsLeft(): readonly string[];
}

const patienceMs = 2000;
const lookEveryMs = 50;

/** What is left of a run after two seconds at most; nothing as soon as that is so. */
export async function leftovers(traces: Traces): Promise<string[]> {
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    const left = [
      ...processesIn(traces.temporaryFolder),
      ...filesIn(traces.temporaryFolder),
      ...(await portOf(traces)),
      ...traces.groupsLeft().map((group) => `memory group ${group}`),
    ];
    if (left.length === 0 || performance.now() > untilMs) return left;
    await sleep(lookEveryMs);
  }
}

/** Every living process that has the folder in its environment or its words, as the reaper does. */
export const processesOf = (temporaryFolder: string): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && belongsTo(pid, temporaryFolder));

export const belongsTo = (pid: number, temporaryFolder: string): boolean =>
  // A zombie has neither words nor environment.
  [wordsOf(pid), textOf(`/proc/${pid}/environ`)].some((text) => text.includes(temporaryFolder));

export const wordsOf = (pid: number): string => textOf(`/proc/${pid}/cmdline`).split('\0').join(' ').trim();

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Gone meanwhile.
    return '';
  }
}

const processesIn = (folder: string): string[] => processesOf(folder).map((pid) => `process ${pid} (${wordsOf(pid)})`);

const filesIn = (folder: string): string[] => readdirSync(folder, { recursive: true }).map((file) => `file ${file}`);

function portOf({ port }: Traces): Promise<string[]> {
  if (port === null) return Promise.resolve([]);
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve([`port ${port} is open`]);
    });
    socket.on('error', () => resolve([]));
  });
}
