import { appendFileSync } from 'node:fs';
import { annotations } from '../../reports/annotations.js';
import { markdown } from '../../reports/markdown.js';
import type { Result } from '../../reports/result.js';

/**
 * Tells GitHub, where it runs us, what came of the runs: a summary of the job, and annotations of what failed or could not be
 * shown. GitHub reads these from both streams, so with `json` they go to standard error and leave the other to the JSON.
 * What cannot be written is said, and changes no verdict.
 */
export function tellCi(
  results: readonly Result[],
  { json }: { json: boolean },
  { GITHUB_STEP_SUMMARY: summary = '', GITHUB_ACTIONS: actions }: NodeJS.ProcessEnv = process.env,
): void {
  if (results.length === 0) return;
  if (actions === 'true') {
    const stream = json ? process.stderr : process.stdout;
    for (const line of annotations(results)) stream.write(`${line}\n`);
  }
  if (summary === '') return;
  try {
    // A blank line first: what stood there before may not have ended with one.
    appendFileSync(summary, `\n${markdown(results)}`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`The job summary could not be written (${why}). The verdict is as it was.\n`);
  }
}
