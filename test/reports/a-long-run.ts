import { SeriesBuilder } from '../../harness/history/series.js';
import { smallRecord } from '../../harness/history/small-record.js';
import type { Death, RunEvent, RunRecord } from '../../harness/record.js';
import { aDeath, aRecord } from '../a-record.js';

const port = 4000;
const ceilingBytes = 110e6;
const bootMs = 70;
const durationMs = 600_000;

/** Ten minutes with 64 workers that leak, each recycled about every 30 s: what the largest record looks like. */
export function aLongRun(workers = 64): RunRecord {
  const series = new SeriesBuilder();
  const events: RunEvent[] = [
    { atMs: 0, kind: 'run-started', scenario: 'leak' },
    { atMs: 5, kind: 'target-launched', pid: 4000, command: 'node server.js', port },
  ];
  const deaths: Death[] = [];
  let forked = 0;
  const fork = (atMs: number): Worker => {
    forked += 1;
    const worker = { worker: forked, pid: 4000 + forked, fromMs: atMs, lifeMs: 25_000 + ((forked * 7919) % 10_000) };
    const { pid } = worker;
    events.push(
      { atMs, kind: 'worker-forked', worker: forked, pid },
      { atMs: atMs + bootMs, kind: 'worker-listening', worker: forked, pid, address: null, port },
    );
    return worker;
  };
  const crew = Array.from({ length: workers }, (_, i) => fork(100 + i));
  series.listening(300, workers);
  for (let atMs = 1000; atMs < durationMs; atMs += 100) {
    for (const [place, held] of crew.entries()) {
      const leftMs = held.fromMs + held.lifeMs - atMs;
      series.rss(atMs, held.pid, ceilingBytes - Math.max(0, leftMs) * 2000);
      if (leftMs > 0) continue;
      const next = fork(atMs + 1);
      const { worker, pid } = held;
      events.push({ atMs, kind: 'worker-recycled', worker, pid, rssBytes: ceilingBytes, signal: 'SIGTERM' });
      events.push({ atMs: atMs + 90, kind: 'worker-exited', worker, pid, exitCode: 0, signal: null });
      deaths.push(aDeath({ worker, pid, atMs: { exit: atMs + 90 }, reforkMs: 0, replacedBy: next.worker }));
      crew[place] = next;
    }
    series.answered(atMs, 300 + (atMs % 7) * 10);
    series.latency(atMs, 5 + (atMs % 11), 20 + (atMs % 37));
    for (let i = 0; i < 5; i += 1) series.probe(atMs, 'answered');
  }
  events.push({ atMs: durationMs, kind: 'stop-requested', signal: 'SIGTERM' });
  const phases = { loadFromMs: 1000, faultFromMs: 2000, faultUntilMs: durationMs - 2000, loadUntilMs: durationMs };
  return aRecord({
    settings: { workers, ceilingBytes, port },
    durationMs: durationMs + 1000,
    phases,
    series: series.build(durationMs),
    ...smallRecord(
      deaths,
      events.toSorted((a, b) => a.atMs - b.atMs),
    ),
  });
}

interface Worker {
  worker: number;
  pid: number;
  fromMs: number;
  lifeMs: number;
}
