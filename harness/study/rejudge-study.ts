import { dirname, join } from 'node:path';
import { readRecord, rejudge } from '../record/read-record.js';
import { concludeSafely } from './conclude.js';
import type { Seen, Study } from './study.js';
import type { StudyRecord } from './study-record.js';

/**
 * The same study with a new conclusion: its runs judged again, and all that was seen looked at once more.
 *
 * @param path of the study's record, beside which those of its runs stand
 * @throws UsageError when one of them is missing or damaged
 */
export function rejudgeStudy(path: string, record: StudyRecord, study: Study): StudyRecord {
  const seen: Seen = {
    runs: record.runs.map(({ step, record, idleCores }) => ({
      ...{ step, idleCores },
      record: rejudge(readRecord(join(dirname(path), record))),
    })),
    interviews: record.interviews,
    toils: record.toils,
  };
  const { verdict, findings, sections } = concludeSafely(study, seen);
  return { ...record, verdict, checks: [...findings], sections: [...sections] };
}
