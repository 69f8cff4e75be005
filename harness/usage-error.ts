/** refork could not run: the message is for the user, who needs no stack trace. Ends the program with status 3. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
