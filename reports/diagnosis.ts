import { exitStatus } from '../harness/exit-status.js';
import { type CheckName, checkNames, type RunRecord, type Status } from '../harness/record.js';

/** What a check is to a control: the one that must catch it, one that may fail with it, or neither. */
export type Part = 'named' | 'consequence' | 'none';

/** What one check said of all runs of one control. */
export interface Cell extends Record<Status, number> {
  part: Part;
}

/** One control: how often it was run, how often it was caught as it must be, and what each check said. */
export interface DiagnosisRow {
  control: string;
  story: string;
  fails: CheckName;
  runs: number;
  caught: number;
  cells: Record<CheckName, Cell>;
}

/** The diagnosis matrix: controls against checks. */
export interface Diagnosis {
  rows: DiagnosisRow[];
  /** Checks that no control is named for, or whose controls got away. */
  untried: CheckName[];
  /** Consequences that a control declares, and that never came: it declares more than the truth. */
  idle: { control: string; check: CheckName }[];
}

/** What the controls among these records say of the checks. Of the runs of one control there may be any number. */
export function diagnose(records: readonly RunRecord[]): Diagnosis {
  const byControl = new Map<string, RunRecord[]>();
  for (const record of records) {
    if (record.expectation === null) continue;
    byControl.set(record.scenario, [...(byControl.get(record.scenario) ?? []), record]);
  }
  const rows = [...byControl.values()].map(rowOf);
  const caughtBy = new Set(rows.filter(({ caught, runs }) => caught === runs).map(({ fails }) => fails));
  return {
    rows,
    untried: checkNames.filter((check) => !caughtBy.has(check)),
    idle: rows.flatMap(({ control, cells }) =>
      checkNames
        .filter((check) => cells[check].part === 'consequence' && cells[check].fail === 0)
        .map((check) => ({ control, check })),
    ),
  };
}

/** Whether every control was caught every time, and every check has one. */
export const isWhole = ({ rows, untried }: Diagnosis): boolean =>
  untried.length === 0 && rows.every(({ caught, runs }) => caught === runs);

function rowOf(records: readonly RunRecord[]): DiagnosisRow {
  const [{ scenario, story, expectation }] = records as [RunRecord];
  const { fails, consequences } = expectation as NonNullable<RunRecord['expectation']>;
  const part = (check: CheckName): Part =>
    check === fails ? 'named' : consequences.includes(check) ? 'consequence' : 'none';
  const cell = (check: CheckName): Cell => {
    const said = records.flatMap(({ checks }) => checks.filter(({ name }) => name === check));
    const how = (status: Status): number => said.filter((each) => each.status === status).length;
    return { part: part(check), pass: how('pass'), fail: how('fail'), inconclusive: how('inconclusive') };
  };
  return {
    control: scenario,
    ...{ story, fails, runs: records.length },
    caught: records.filter((record) => exitStatus(record) === 0).length,
    cells: Object.fromEntries(checkNames.map((check) => [check, cell(check)])) as DiagnosisRow['cells'],
  };
}

/** What stands in a cell: a word for a failure, `·` for a pass, `?` where it could not be judged, nothing where it was not asked. */
export function cellText({ part, pass, fail, inconclusive }: Cell, runs: number): string {
  if (fail > 0) return fail === runs ? words[part] : `${words[part]} ${fail}/${runs}`;
  if (inconclusive > pass) return '?';
  return pass > 0 ? '·' : '';
}

const words: Record<Part, string> = { named: 'FAIL', consequence: 'fail', none: 'fail!' };

/** How to read the cells. */
export const legend = [
  ['FAIL', 'the check that names the defect has failed, as it must'],
  ['fail', 'a consequence of the same defect, which the control declares'],
  ['fail!', 'no consequence that is declared: a check that fails for the wrong reason'],
  ['·', 'passed'],
  ['?', 'could not be judged'],
] as const;
