import type { AnyRecord } from './study/study-record.js';
import type { Diagnosis } from './target/not-ready.js';

/** refork could not run: the message is for the user, who needs no stack trace. Ends the program with status 3. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The target was started, and did not come to serve: that is the target's doing, not its user's. */
export class TargetNotReady extends UsageError {
  /** @param lastWords the end of what it wrote to its standard error, with a head */
  constructor(
    readonly diagnosis: Diagnosis,
    reason: string,
    readonly lastWords: readonly string[],
  ) {
    super([reason, ...lastWords].join('\n'));
  }
}

/** A run was judged, but its record or a report of it could not be written. It is here, so that at least it can be shown. */
export class RecordNotKept extends UsageError {
  constructor(
    message: string,
    readonly record: AnyRecord,
  ) {
    super(message);
  }
}

/** What a scenario needs of the machine is not there. `refork all` skips it, and gives the reason. */
export class NotPermitted extends UsageError {}
