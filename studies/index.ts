import type { Study } from '../harness/study/study.js';
import cores from './cores.js';
import isolation from './isolation.js';
import messages from './messages.js';
import vacation from './vacation.js';

/** The studies, in the order in which they are listed and made, after the scenarios. */
export const studies: readonly Study[] = [cores, isolation, messages, vacation];
