import { readFileSync } from 'node:fs';
import { checkFrom } from './checks/index.js';
import { judge } from './checks/verdict.js';
import { type RunRecord, schema } from './record.js';
import { mistakeInRecord } from './record-shape.js';
import { UsageError } from './usage-error.js';

/**
 * The record that a run saved.
 *
 * @throws {UsageError} when there is no such file, or what is in it is no record that this version can judge.
 */
export function readRecord(path: string): RunRecord {
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
  const mistake = mistakeInRecord(value);
  if (mistake !== null)
    throw new UsageError(`${path} is damaged: ${mistake}. Run the scenario again for a new record.`);
  return value as RunRecord;
}

/**
 * The same record with a new verdict, from the limits its checks had.
 *
 * @throws {UsageError} when a check's limits are not its own.
 */
export const rejudge = (record: RunRecord): RunRecord => ({
  ...record,
  ...judge(record, record.checks.map(checkFrom)),
});

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
