import { scenarios } from '../../scenarios/index.js';
import { studies } from '../../studies/index.js';
import type { Scenario } from '../scenario.js';
import type { Study } from '../study/study.js';
import { UsageError } from '../usage-error.js';
import { unknownName } from '../words/did-you-mean.js';

/** What can be asked for by name. */
export type Entry = Scenario | Study;

/** In the order in which it is listed and run. */
export const catalogue: readonly Entry[] = [...scenarios, ...studies];

/** One that is known to be there: the command line was read with the names of all. */
export const entryNamed = (name: string): Entry => catalogue.find((entry) => entry.name === name) as Entry;

export const isStudyEntry = (entry: Entry): entry is Study => 'steps' in entry;

/** The study of this name. @throws UsageError if there is none, as when another version made it. */
export function studyNamed(name: string): Study {
  const entry = catalogue.find((each) => each.name === name && isStudyEntry(each));
  if (entry !== undefined && isStudyEntry(entry)) return entry;
  throw new UsageError(
    unknownName(
      'study',
      name,
      catalogue.filter(isStudyEntry).map((each) => each.name),
    ),
  );
}
