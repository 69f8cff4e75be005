import { join } from 'node:path';
import { renderers } from '../../reports/render.js';
import { saveWhole } from '../files.js';
import type { RunRecord } from '../record.js';
import type { Format } from '../run-options.js';

/** Writes the reports that are files, and says where they are. */
export function writeReports(record: RunRecord, folder: string, formats: readonly Format[]): string[] {
  return formats.flatMap((format) => {
    const renderer = renderers[format];
    if (renderer === undefined) return [];
    const path = join(folder, renderer.file);
    saveWhole(path, renderer.render(record));
    return [path];
  });
}
