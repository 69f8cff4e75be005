import { readFileSync } from 'node:fs';
import { checkFrom } from '../checks/index.js';
import { judge } from '../checks/verdict.js';
import { reforkVersion } from '../machine/environment.js';
import { type RunRecord, schema } from '../record.js';
import { type AnyRecord, isStudy, type StudyRecord } from '../study/study-record.js';
import { mistakeInStudy } from '../study/study-shape.js';
import { UsageError } from '../usage-error.js';
import { contradictionIn } from './contradiction.js';
import { mistakeInRecord } from './record-shape.js';
import { isSealWhole } from './seal.js';

/**
 * The record that a run saved.
 *
 * @throws {UsageError} when there is no such file, or what is in it is no record that this version can judge: another schema, a part
 * that is missing, sums that do not add up, or a seal that does not fit.
 */
export function readRecord(path: string): RunRecord {
  const record = readAnyRecord(path);
  if (!isStudy(record)) return record;
  throw new UsageError(`${path} is the record of a study. Those of its runs stand in the folders beside it.`);
}

/**
 * The record that a run or a study saved.
 *
 * @throws {UsageError} likewise.
 */
export function readAnyRecord(path: string): AnyRecord {
  const value = parse(path, read(path));
  const found = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  if (found === undefined)
    throw new UsageError(`${path} is not a record of refork. Give the record.json of a run's folder.`);
  if (found !== schema) {
    const advice = 'Use the version of refork that wrote it, or run the scenario again.';
    throw new UsageError(
      `${path} has schema ${JSON.stringify(found)}, and this refork reads schema ${schema}. ${advice}`,
    );
  }
  return isStudyValue(value) ? ofStudy(path, value) : ofRun(path, value);
}

const isStudyValue = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'study';

function ofRun(path: string, value: unknown): RunRecord {
  refuse(path, mistakeInRecord(value), value);
  const record = value as RunRecord;
  const contradiction = contradictionIn(record);
  if (contradiction !== null) throw new UsageError(`${path} contradicts itself: ${contradiction}. ${changed}`);
  refuseBrokenSeal(path, record);
  return record;
}

function ofStudy(path: string, value: object): StudyRecord {
  refuse(path, mistakeInStudy(value), value);
  const record = value as StudyRecord;
  refuseBrokenSeal(path, record);
  return record;
}

function refuse(path: string, mistake: string | null, value: unknown): void {
  if (mistake !== null) throw new UsageError(`${path} ${unreadableFor(mistake, value as object)}`);
}

const changed = 'It was changed after the run, so nothing in it can be believed. Run the scenario again.';

function refuseBrokenSeal(path: string, record: AnyRecord): void {
  if (isSealWhole(record) === false)
    throw new UsageError(`${path} is not what was written: its seal does not fit what it holds. ${changed}`);
}

function unreadableFor(mistake: string, value: object): string {
  const { environment } = value as Partial<Record<string, { refork?: unknown } | null>>;
  const version = environment?.refork;
  if (typeof version !== 'string' || version === reforkVersion)
    return `is damaged: ${mistake}. Run the scenario again for a new record.`;
  const versions = `was written by refork ${printableVersion(version)}, and this is ${reforkVersion}`;
  return `${versions}, for which it is damaged: ${mistake}. Use the version that wrote it, or run the scenario again.`;
}

const printableVersion = (version: string): string => JSON.stringify(version.slice(0, 40)).slice(1, -1);

/**
 * The same record with a new verdict, from the limits its checks had.
 *
 * @throws {UsageError} when a check's limits are not its own.
 */
export const rejudge = (record: RunRecord): RunRecord => ({
  ...record,
  ...judge(record, record.checks.map(checkFrom)),
});

/** What to tell of a saved record that says otherwise than its judges do now, or `null`. Words and figures alone do not count. */
export function disagreement(saved: AnyRecord, again: AnyRecord): string | null {
  const turned = again.checks.filter(({ status }, i) => saved.checks[i]?.status !== status);
  if (saved.verdict === again.verdict && turned.length === 0) return null;
  const { refork: version } = saved.environment;
  const why =
    version === reforkVersion
      ? 'It was changed after the run, or judged by other rules.'
      : `It was judged by refork ${printableVersion(version)}, and this is ${reforkVersion}.`;
  const checks = turned.length === 0 ? '' : ` (${turned.map(({ name, status }) => `${name}: ${status}`).join(', ')})`;
  return `The record says ${saved.verdict}, and what it holds is judged ${again.verdict}${checks}. ${why}`;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(unreadable(path, error), { cause: error });
  }
}

function unreadable(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `There is no file ${path}. A run's record is runs/<scenario>-<time>/record.json.`;
  if (code === 'EISDIR') return `${path} is a folder. Give the record.json in it.`;
  return `Could not read ${path}: ${error instanceof Error ? error.message : String(error)}. Give a record.json you may read.`;
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path} is not JSON (${why}). Give the record.json of a run; if it is one, it was cut off.`, {
      cause: error,
    });
  }
}
