import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openSampler } from '../../harness/ceiling/sample.js';
import { type Figure, type Measurement, median } from './figure.js';
import { runAlone } from './runs.js';

const fastServer = fileURLToPath(new URL('../../../bench/cost/programs/fast-server.cjs', import.meta.url));

/** Samples right after a mark, over which memory is taken: a garbage collection more or less is no growth. */
const samplesAtMark = 20;

interface Mark {
  requests: number;
  harness: number[];
  load: number[];
}

const isFull = ({ harness }: Mark): boolean => harness.length >= samplesAtMark;

/** Whether harness or load grow with the number of requests. */
export const memory: Measurement = {
  name: 'memory',
  async measure({ requests }) {
    const marks: Mark[] = [requests, requests * 10].map((each) => ({ requests: each, harness: [], load: [] }));
    using sampler = openSampler();
    let loadPid: number | undefined;
    await runAlone('flat-out', { target: fastServer, workers: 1, durationMs: 3_600_000 }, (news, child) => {
      const mark = marks.find((each) => news.answered >= each.requests && !isFull(each));
      if (mark !== undefined) {
        loadPid ??= loadOf(child);
        mark.harness.push(news.rssBytes);
        if (loadPid !== undefined) mark.load.push(sampler.rssBytes(loadPid) ?? 0);
      }
      if (marks.every(isFull) && child.connected) child.send('enough');
    });
    const [early, late] = marks as [Mark, Mark];
    const how =
      `One worker that answers a constant, loaded flat out over 20 connections. Resident memory after ${late.requests.toLocaleString('en')} requests ` +
      `over that after ${early.requests.toLocaleString('en')}, each the median of ${samplesAtMark} samples in 5 s.`;
    const figure = (who: string, of: (mark: Mark) => number[]): Figure => ({
      ...{ what: `${who} memory after ten times as many requests`, value: median(of(late)) / median(of(early)) },
      ...{ spread: null, unit: 'of', limit: { atMost: 1.05 }, how },
      note: `${megabytes(of(early))} MB, then ${megabytes(of(late))} MB`,
    });
    return [figure("the harness's", ({ harness }) => harness), figure("the load's", ({ load }) => load)];
  },
};

const megabytes = (samples: readonly number[]): string => (median(samples) / 1e6).toFixed(0);

/** The pid of the load's process, which is a child of the harness's. */
function loadOf({ pid }: ChildProcess): number | undefined {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((each) => parentOf(each) === pid && commandOf(each).includes('/load/child.js'));
}

function parentOf(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat === '' ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

const commandOf = (pid: number): string => read(`/proc/${pid}/cmdline`);

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
