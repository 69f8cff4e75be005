import { findingsOf } from './findings.js';
import { printable } from './plain-text.js';
import type { Result } from './result.js';

const longest = 1000;

/**
 * Workflow commands that make GitHub show, beside a job, what failed (an error) and what could not be shown (a warning): one a
 * line, none where all runs ended as they should. GitHub shows the first ten of each a step.
 *
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export const annotations = (results: readonly Result[]): string[] => results.flatMap(annotationsOf);

function annotationsOf(result: Result): string[] {
  if (!('record' in result)) {
    return result.skipped ? [] : [annotation('error', result.name, `It could not be run: ${result.problem}`)];
  }
  return findingsOf(result.record).flatMap(({ name, standing, sentence }) => {
    if (standing === 'fails') return annotation('error', `${result.name}: ${name}`, sentence);
    if (standing === 'unshown') return annotation('warning', `${result.name}: ${name}`, sentence);
    return [];
  });
}

const annotation = (kind: 'error' | 'warning', title: string, message: string): string =>
  `::${kind} title=${property(`refork ${printable(title)}`)}::${data(printable(message, longest))}`;

/** Escaped as GitHub's own toolkit does it. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
