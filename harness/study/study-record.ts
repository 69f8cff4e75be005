import type { Finding, RunRecord, Status } from '../record.js';
import type { RunOptions } from '../run-options.js';
import type { Interview, Section, Toil } from './study.js';

/** `record.json` of a study. What stands in a run's record as well has the same name and meaning there. */
export interface StudyRecord {
  schema: number;
  /** Tells it from the record of a run. */
  kind: 'study';
  /** The name of the study. */
  scenario: string;
  story: string;
  startedAt: string;
  durationMs: number;
  environment: RunRecord['environment'];
  /** What the user said of it. */
  options: RunOptions;
  verdict: Status;
  checks: Finding[];
  /** A study has neither a target broken on purpose nor doubts beside its findings. */
  expectation: null;
  doubts: [];
  sections: Section[];
  /** The runs it made. Their records stand in folders of their own. */
  runs: StudyRun[];
  interviews: Interview[];
  toils: Toil[];
  /** As of a run's record. */
  seal?: string;
}

export interface StudyRun {
  step: string;
  /** Path of its record from the study's folder. */
  record: string;
  verdict: Status;
  deaths: number;
  lost: number;
  idleCores: number | null;
}

export type AnyRecord = RunRecord | StudyRecord;

export const isStudy = (record: AnyRecord): record is StudyRecord => 'kind' in record && record.kind === 'study';
