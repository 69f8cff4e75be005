import { join } from 'node:path';
import { callReports, runReports, studyReports } from '../../reports/render.js';
import type { Result } from '../../reports/result.js';
import { saveWhole } from '../files.js';
import type { Format } from '../run-options.js';
import { type AnyRecord, isStudy } from '../study/study-record.js';
import { RecordNotKept, UsageError } from '../usage-error.js';

/** Writes the reports of one run, or of one study, that are files. Returns where they are. */
export const writeRunReports = (record: AnyRecord, folder: string, formats: readonly Format[]): string[] =>
  isStudy(record) ? write(studyReports, record, folder, formats) : write(runReports, record, folder, formats);

/** Writes the reports over all runs of a call, or over those there are so far. Returns where they are. */
export const writeCallReports = (results: readonly Result[], folder: string, formats: readonly Format[]): string[] =>
  write(callReports, results, folder, formats);

/**
 * Writes something of a run that is judged already.
 * @throws RecordNotKept if that fails, so that the verdict is told all the same.
 */
export function keeping(record: AnyRecord, write: () => unknown): void {
  try {
    write();
  } catch (error) {
    throw error instanceof UsageError ? new RecordNotKept(error.message, record) : error;
  }
}

type Renderers<T> = Readonly<Record<string, { file: string; render: (told: T) => string | null }>>;

function write<T>(renderers: Renderers<T>, told: T, folder: string, formats: readonly Format[]): string[] {
  return formats.flatMap((format) => {
    const renderer = renderers[format];
    if (renderer === undefined) return [];
    const rendered = renderer.render(told);
    if (rendered === null) return [];
    const path = join(folder, renderer.file);
    saveWhole(path, rendered);
    return [path];
  });
}
