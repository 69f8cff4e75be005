import type { NotReady, Ran, Trials } from '../../harness/grade/exercise.js';
import type { CheckResult, RunRecord } from '../../harness/record.js';
import type { Diagnosis } from '../../harness/target/not-ready.js';
import { aRecord } from '../a-record.js';
import type { Part } from '../merge.js';

export const check = (name: CheckResult['name'], status: CheckResult['status'], summary = ''): CheckResult => ({
  ...{ name, status, summary },
  ...{ limits: {}, observed: null, limit: null, unit: '' },
});

export const ran = (part: Part<RunRecord> = {}, folder = 'runs/grade/quiet'): Ran => ({
  kind: 'ran',
  record: aRecord(part),
  folder,
});

export const notReady = (diagnosis: Diagnosis, lastWords: string[] = []): NotReady => ({
  kind: 'not-ready',
  diagnosis,
  lastWords,
});

/** Trials of a module of which everything holds, with others in their place where given. */
export const trials = (part: Partial<Trials> = {}): Trials => ({
  quiet: ran(),
  crash: ran({}, 'runs/grade/crash'),
  leak: ran({}, 'runs/grade/leak'),
  ...part,
});
