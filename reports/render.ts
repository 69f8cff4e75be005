import type { RunRecord } from '../harness/record.js';
import { html } from './html.js';

/** The reports that are files, by their `--format`, besides the record itself. */
export const renderers: Readonly<Record<string, { file: string; render: (record: RunRecord) => string }>> = {
  html: { file: 'report.html', render: html },
};
