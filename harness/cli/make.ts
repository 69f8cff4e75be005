import type { AnyRecord } from '../study/study-record.js';
import { type Entry, isStudyEntry } from './catalogue.js';
import { type OneRun, runOnce } from './run-once.js';
import { studyOnce } from './study-once.js';

/** One entry of the catalogue that a command line asked for. */
export type One = Omit<OneRun, 'scenario'> & { entry: Entry };

/** Runs a scenario or makes a study, shows it going on, and keeps what comes of it. */
export const make = ({ entry, ...rest }: One): Promise<AnyRecord> =>
  isStudyEntry(entry) ? studyOnce({ ...rest, study: entry }) : runOnce({ ...rest, scenario: entry });
