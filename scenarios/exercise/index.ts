import type { Exercise } from '../../harness/grade/exercise.js';
import crash from './crash.js';
import leak from './leak.js';
import quiet from './quiet.js';

/** The exercise "a module that uses `cluster` to create multiple processes that handle requests": how one is tried. */
export const exercise: Exercise = { quiet, crash, leak };
