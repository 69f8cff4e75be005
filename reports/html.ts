import type { RunRecord } from '../harness/record.js';
import { forPage } from './for-page.js';
import { pageDocument } from './page-document.js';

/**
 * The record as `report.html`: one file that opens from disk and asks nobody for anything, under 400 KB besides the data.
 *
 * @throws Error if the page has not been built.
 */
export const html = (record: RunRecord): string =>
  pageDocument(`${record.scenario}: ${record.verdict} – refork`, { kind: 'embedded', json: forPage(record) });
