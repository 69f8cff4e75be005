import { createHash } from 'node:crypto';
import type { AnyRecord } from '../study/study-record.js';

/**
 * The record with its seal: a digest of all the rest of it, so that a record that was changed since it was written can be told.
 * It guards against accidents and careless hands; who sets out to deceive can seal again.
 */
export const sealed = <T extends AnyRecord>(record: T): T => ({ ...record, seal: sealOf(record) });

/** Whether its seal is that of its content, or `null` where it has none: a record written by hand, or taken from an API. */
export const isSealWhole = (record: AnyRecord): boolean | null =>
  record.seal === undefined ? null : record.seal === sealOf(record);

/** Blanks and line breaks of the file are no part of it, so it may be laid out anew. */
function sealOf({ seal: _, ...content }: AnyRecord): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(content)).digest('hex')}`;
}
