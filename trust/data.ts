import { existsSync, readFileSync } from 'node:fs';
import { saveWhole } from '../harness/files.js';
import type { Outcome } from './outcome.js';

/** What a run may be asked to be made under. */
export const askedConditions = ['quiet', 'busy', 'slowed', 'paused', 'throttled'] as const;
export type AskedCondition = (typeof askedConditions)[number];

/** Under what a run was made. `disturbed`: meant to be quiet, while others used the machine. */
export type Condition = AskedCondition | 'disturbed';
export const conditions: readonly Condition[] = askedConditions.flatMap((asked) =>
  asked === 'quiet' ? [asked, 'disturbed'] : [asked],
);

export type Tally = Partial<Record<Outcome, number>>;

/** A run that did not go as it should. */
export interface Odd {
  outcome: Outcome;
  code: string;
  seed: number;
  at: string;
  says: string;
}

/** All runs of one pair under one condition, with the scenario as it was defined then. */
export interface Cell {
  scenario: string;
  target: string | null;
  condition: Condition;
  /** Changes with whatever the scenario says. */
  definition: string;
  /** By the last commit of the code under test; with a `+` if that was changed since. */
  byCode: Record<string, Tally>;
  /** How often a check could not be judged. */
  unsure: Record<string, number>;
  /** By measure: the least and the most that was seen. */
  extremes: Record<string, [least: number, most: number]>;
  odd: Odd[];
}

export interface TrustData {
  schema: 1;
  machines: string[];
  cells: Cell[];
}

/** One run, as it is put into the data. */
export interface Finished {
  scenario: string;
  target: string | null;
  condition: Condition;
  definition: string;
  code: string;
  seed: number;
  at: string;
  outcome: Outcome;
  says: string;
  unsure: readonly string[];
  measures: Readonly<Record<string, number>>;
}

export const nothingYet: TrustData = { schema: 1, machines: [], cells: [] };

/** Odd runs beyond these are only counted. */
const mostOddACell = 20;

type Place = Pick<Cell, 'scenario' | 'target' | 'condition' | 'definition'>;

const isAt = (a: Place, b: Place): boolean =>
  a.scenario === b.scenario && a.target === b.target && a.condition === b.condition && a.definition === b.definition;

export const cellAt = ({ cells }: TrustData, place: Place): Cell | undefined => cells.find((cell) => isAt(cell, place));

/** How many runs a cell has, of one code or of all. */
export const runsIn = (cell: Cell | undefined): number =>
  Object.values(cell?.byCode ?? {}).reduce((sum, tally) => sum + sumOf(tally), 0);

export const sumOf = (tally: Tally): number => Object.values(tally).reduce((sum, n) => sum + n, 0);

export function tallyOf(cells: readonly Cell[]): Tally {
  const all: Tally = {};
  for (const tally of cells.flatMap(({ byCode }) => Object.values(byCode))) {
    for (const [outcome, n] of Object.entries(tally) as [Outcome, number][]) all[outcome] = (all[outcome] ?? 0) + n;
  }
  return all;
}

/** The data with one more run in it. */
export function withRun(data: TrustData, run: Finished, machine: string): TrustData {
  const { scenario, target, condition, definition, code, outcome, seed, at, says } = run;
  const place = { scenario, target, condition, definition };
  const before: Cell = cellAt(data, place) ?? { ...place, byCode: {}, unsure: {}, extremes: {}, odd: [] };
  const tally = before.byCode[code] ?? {};
  const isOdd = outcome !== 'right' && outcome !== 'inconclusive';
  const after: Cell = {
    ...before,
    byCode: { ...before.byCode, [code]: { ...tally, [outcome]: (tally[outcome] ?? 0) + 1 } },
    unsure: withEach(before.unsure, run.unsure),
    extremes: widened(before.extremes, run.measures),
    odd: isOdd ? [...before.odd, { outcome, code, seed, at, says }].slice(0, mostOddACell) : before.odd,
  };
  return {
    ...data,
    machines: [...new Set([...data.machines, machine])],
    cells: [...data.cells.filter((cell) => !isAt(cell, place)), after].sort(byPlace),
  };
}

function withEach(counts: Cell['unsure'], names: readonly string[]): Cell['unsure'] {
  const more = { ...counts };
  for (const name of names) more[name] = (more[name] ?? 0) + 1;
  return more;
}

function widened(extremes: Cell['extremes'], measures: Finished['measures']): Cell['extremes'] {
  const wider = { ...extremes };
  for (const [name, value] of Object.entries(measures)) {
    const [least, most] = wider[name] ?? [value, value];
    wider[name] = [Math.min(least, value), Math.max(most, value)];
  }
  return wider;
}

const key = ({ scenario, target, condition, definition }: Place): string =>
  [scenario, target ?? '', condition, definition].join(' ');
const byPlace = (a: Place, b: Place): number => (key(a) < key(b) ? -1 : 1);

/** What was kept so far; nothing if there is no such file. A line of its own for the head and for each cell. */
export function readData(path: string): TrustData {
  if (!existsSync(path)) return nothingYet;
  const [head, ...cells] = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { ...head, cells };
}

export function saveData(path: string, { cells, ...head }: TrustData): void {
  saveWhole(path, [head, ...cells].map((line) => `${JSON.stringify(line)}\n`).join(''));
}
