/** Whether this is the system's error of that name, such as `ESRCH`. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
