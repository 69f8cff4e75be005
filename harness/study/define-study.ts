import { UsageError } from '../usage-error.js';
import type { Study } from './study.js';

/**
 * Checks a study as it is written.
 * @returns the study itself.
 * @throws UsageError that names every mistake at once.
 */
export function defineStudy(study: Study): Study {
  const mistakes: string[] = [];
  if (!isName(study.name)) mistakes.push(`name is "${study.name}"; ${nameAdvice}`);
  if (study.story.trim() === '')
    mistakes.push('story is empty; say in one sentence what is asked and what should come of it');
  const names = study.steps({}).map(({ name }) => name);
  if (names.length === 0) mistakes.push('steps are empty; a study that does nothing shows nothing');
  for (const [index, name] of names.entries()) {
    if (!isName(name)) mistakes.push(`a step is named "${name}"; ${nameAdvice}`);
    if (names.indexOf(name) !== index) mistakes.push(`two steps are named "${name}"; their folders would be the same`);
  }
  if (mistakes.length === 0) return study;
  throw new UsageError(
    [`The study "${study.name}" cannot be made:`, ...mistakes.map((each) => `  - ${each}`)].join('\n'),
  );
}

const isName = (name: string): boolean => /^[a-z0-9][a-z0-9-]*$/.test(name);
const nameAdvice = 'use small letters, digits and hyphens, such as "two-workers"';
