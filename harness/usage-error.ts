import type { RunRecord } from './record.js';

/** refork could not run: the message is for the user, who needs no stack trace. Ends the program with status 3. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A run was judged, but its record or a report of it could not be written. It is here, so that at least it can be shown. */
export class RecordNotKept extends UsageError {
  constructor(
    message: string,
    readonly record: RunRecord,
  ) {
    super(message);
  }
}
