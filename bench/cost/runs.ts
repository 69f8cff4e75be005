import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunRecord } from '../../harness/record.js';
import type { RunOptions } from '../../harness/run-options.js';

/** What a run tells while it goes on. */
export interface News {
  answered: number;
  /** Of the harness's own process. */
  rssBytes: number;
}

/** A run in a process like that of the command. Its children are the load's process and the target's. */
export async function runAlone(
  scenario: string,
  options: RunOptions,
  onNews: (news: News, child: ChildProcess) => void = () => {},
): Promise<RunRecord> {
  const out = mkdtempSync(join(tmpdir(), 'refork-bench-'));
  try {
    const program = fileURLToPath(new URL('./run-in-process.js', import.meta.url));
    const child = fork(program, [JSON.stringify({ scenario, options, out })], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', (news) => onNews(news as News, child));
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`The run of ${scenario} ended with ${code}.`);
    return JSON.parse(readFileSync(join(out, 'record.json'), 'utf8')) as RunRecord;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Answers a second from so long after the beginning of the load to its end. */
export function answeredPerS({ series, phases }: RunRecord, warmUpMs: number): number {
  const first = Math.ceil((phases.loadFromMs + warmUpMs) / series.everyMs);
  const end = Math.floor(phases.loadUntilMs / series.everyMs);
  return (
    (series.answered.slice(first, end).reduce((sum, each) => sum + each, 0) * 1000) / ((end - first) * series.everyMs)
  );
}
