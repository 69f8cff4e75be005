import { worst } from '../checks/verdict.js';
import type { Status } from '../record.js';
import { type Criterion, criteria, type Finding } from './criteria.js';
import type { NotReady, Ran, Trials } from './exercise.js';
import { notServed } from './not-served.js';

/** One criterion, judged. A point for each that passed. */
export interface Mark extends Finding {
  name: string;
  title: string;
  points: 0 | 1;
  /** Where to read about it: a section of the exercise. */
  readOn: string;
  /** The folder of the run that this was judged by, if files were written. */
  run: string | null;
}

/** One module, graded; what the JSON has of it, key by key. */
export interface Grade {
  file: string;
  /** `fail` as soon as one criterion does; `could-not-run` where that is no fault of the module's. */
  verdict: Status | 'could-not-run';
  points: number;
  outOf: number;
  criteria: Mark[];
  /** Plain remarks that cost no point. */
  notes: string[];
  /** What it printed last, where it did not come to serve. */
  lastWords: string[];
}

/** Grades a module by what came of its trials. Pure. */
export function gradeOf(file: string, trials: Trials, notes: readonly string[] = []): Grade {
  const marks = criteria.map((criterion): Mark => {
    const { name, title } = criterion;
    const { run, ...finding } = findingOf(trials, criterion);
    return { name, title, ...finding, points: finding.status === 'pass' ? 1 : 0, readOn: readOn(title), run };
  });
  return {
    file,
    verdict: worst(marks.map(({ status }) => status)),
    points: marks.reduce((sum, { points }) => sum + points, 0),
    outOf: marks.length,
    criteria: marks,
    notes: [...notes],
    lastWords: lastWordsOf(trials),
  };
}

/** A module that could not be tried, for reasons that are not its own: the file is not there, the port is taken. */
export const notGraded = (file: string, reasons: readonly string[]): Grade => ({
  ...{ file, verdict: 'could-not-run', points: 0, outOf: criteria.length },
  ...{ criteria: [], notes: [...reasons], lastWords: [] },
});

/** The section of the exercise that explains a criterion. */
export const readOn = (title: string): string =>
  `docs/exercise.md#${title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')}`;

/** What a criterion says of the trials it needs: the worst of them, with its folder. */
function findingOf(trials: Trials, { trials: needed, judge }: Criterion): Finding & { run: string | null } {
  if (trials.quiet.kind === 'not-ready') return { ...notStarted(trials.quiet), run: null };
  const findings = needed.map((name) => judged(trials[name], judge));
  const status = worst(findings.map((finding) => finding.status));
  return findings.find((finding) => finding.status === status) ?? judged(undefined, judge);
}

function judged(trial: Ran | NotReady | undefined, judge: Criterion['judge']): Finding & { run: string | null } {
  if (trial === undefined) {
    return { status: 'inconclusive', sentence: 'The grading was broken off before this was tried.', run: null };
  }
  if (trial.kind === 'ran') return { ...judge(trial.record), run: trial.folder };
  const { status, sentence } = notStarted(trial);
  return { status, sentence: `It served at first, but not when it was started again. ${sentence}`, run: null };
}

const notStarted = ({ diagnosis, lastWords }: NotReady): Finding => ({
  status: 'fail',
  sentence: notServed(diagnosis, lastWords),
});

function lastWordsOf({ quiet, crash, leak }: Trials): string[] {
  for (const trial of [quiet, crash, leak]) if (trial?.kind === 'not-ready') return [...trial.lastWords];
  return [];
}
