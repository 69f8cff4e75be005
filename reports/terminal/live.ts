import type { WorkerState } from '../../harness/history/roster.js';
import { count, mb } from '../../harness/words/format.js';
import { wrap } from '../../harness/words/wrap.js';
import { printable, shorten, width } from '../plain-text.js';
import { plain, type Style } from './style.js';

/** One living worker, as the live view shows it. */
export interface LiveWorker {
  worker: number;
  pid: number;
  ageMs: number;
  /** `null` until it was sampled. */
  rssBytes: number | null;
  state: WorkerState;
}

/** A run at one moment. */
export interface LiveState {
  scenario: string;
  /** Since the load began. */
  elapsedMs: number;
  /** Of the whole load. */
  durationMs: number;
  /** What goes on, in a few words: `steady state`, `the fault is on`. */
  phase: string;
  ceilingBytes: number | null;
  workers: readonly LiveWorker[];
  answered: number;
  lost: number;
  answeredPerS: number;
  /** What the narrator said so far, the newest last. */
  lines: readonly string[];
}

export interface Size {
  columns: number;
  rows: number;
}

const mostLines = 6;
const barWidth = 10;
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** The live view: lines without a line break, none wider than the terminal, and no more of them than it has rows. */
export function view(state: LiveState, { columns, rows }: Size, style: Style = plain): string[] {
  const head = `${printable(state.scenario, 40)}: ${printable(state.phase, 40)}, ${seconds(state.elapsedMs)} of ${seconds(state.durationMs)}`;
  // Head and counts come first, then the workers; the story gets a third of the rows, on a terminal that has some to spare.
  const most = rows < 8 ? 0 : Math.min(mostLines, Math.floor(rows / 3));
  const told = state.lines.slice(-mostLines).flatMap((line) => wrap(printable(line), Math.max(1, columns)));
  const lines = told.slice(Math.max(0, told.length - most));
  const room = Math.max(0, rows - 2 - (lines.length === 0 ? 0 : lines.length + 1));
  return [
    style.bold(shorten(head, columns)),
    ...workerLines(state, columns, room, style),
    fitted(counts(state, style), columns, ', '),
    ...(lines.length === 0 ? [] : ['', ...lines.map((line) => style.dim(shorten(line, columns)))]),
  ].slice(0, Math.max(0, rows));
}

const counts = ({ answered, answeredPerS, lost }: LiveState, style: Style): Part[] => [
  { text: `${count(answered, 'request')} answered` },
  { text: `${whole.format(answeredPerS)} a second` },
  { text: `${whole.format(lost)} lost`, paint: lost > 0 ? style.unsure : undefined },
];

function workerLines({ workers, ceilingBytes }: LiveState, columns: number, room: number, style: Style): string[] {
  const shown = workers.length <= room ? workers : workers.slice(0, Math.max(0, room - 1));
  const names = shown.map(({ worker, pid }) => `worker ${worker} (${pid})`);
  const widest = Math.max(0, ...names.map(width));
  const lines = shown.map((worker, index) =>
    fitted(
      [
        { text: `  ${(names[index] ?? '').padEnd(widest)}` },
        { text: seconds(worker.ageMs).padStart(7) },
        ...memory(worker.rssBytes, ceilingBytes, style),
        stateWord(worker.state, style),
      ],
      columns,
      '  ',
    ),
  );
  const hidden = workers.length - shown.length;
  return hidden > 0 && room > 0 ? [...lines, shorten(`  … ${hidden} more`, columns)] : lines;
}

interface Part {
  text: string;
  paint?: ((text: string) => string) | undefined;
}

/** `███████░░░ 78 / 110 MB`; without a ceiling the figure alone. */
function memory(rssBytes: number | null, ceilingBytes: number | null, style: Style): Part[] {
  const now = rssBytes === null ? '–' : mb(rssBytes);
  if (ceilingBytes === null) return [{ text: now.padStart(8) }];
  const share = (rssBytes ?? 0) / ceilingBytes;
  const full = Math.min(barWidth, Math.floor(share * barWidth));
  const paint = share >= 1 ? style.bad : share >= 0.9 ? style.unsure : style.good;
  const figure = `${rssBytes === null ? '–' : mb(rssBytes).replace(/ MB$/, '')} / ${mb(ceilingBytes)}`;
  return [
    { text: '█'.repeat(full) + '░'.repeat(barWidth - full), paint },
    { text: figure.padStart(mb(ceilingBytes).length * 2) },
  ];
}

function stateWord(state: WorkerState, style: Style): Part {
  switch (state) {
    case 'booting':
      return { text: 'boots', paint: style.unsure };
    case 'serving':
      return { text: 'serves', paint: style.good };
    case 'draining':
      return { text: 'drains', paint: style.unsure };
    case 'dead':
      return { text: 'is gone', paint: style.bad };
  }
}

/** Parts side by side, cut where the terminal ends: colour is put on last, so that it never counts as width. */
function fitted(parts: readonly Part[], columns: number, gap: string): string {
  let left = columns;
  let line = '';
  for (const { text, paint } of parts) {
    const before = line === '' ? '' : gap;
    const cut = shorten(`${before}${text}`, left);
    line += cut.startsWith(before) && paint !== undefined ? before + paint(cut.slice(before.length)) : cut;
    left -= width(cut);
  }
  return line;
}

const seconds = (ms: number): string => `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
