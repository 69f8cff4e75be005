import { disagreement, readAnyRecord, rejudge } from '../record/read-record.js';
import { rejudgeStudy } from '../study/rejudge-study.js';
import { type AnyRecord, isStudy } from '../study/study-record.js';
import { studyNamed } from './catalogue.js';
import type { Command } from './command.js';
import { tellCi } from './tell-ci.js';
import { tellResult } from './tell-result.js';

/** `refork check RECORD`: judges a saved record again, tells it like a run, and says so where the record itself says otherwise. */
export function checkCommand(command: Extract<Command, { kind: 'check' }>): number {
  const saved = readAnyRecord(command.record);
  const record = judgedAgain(command.record, saved);
  const note = disagreement(saved, record);
  if (note !== null) process.stderr.write(`${note}\n`);
  const status = tellResult(record, command);
  tellCi([{ name: record.scenario, record }], command);
  return status;
}

function judgedAgain(path: string, record: AnyRecord): AnyRecord {
  return isStudy(record) ? rejudgeStudy(path, record, studyNamed(record.scenario)) : rejudge(record);
}
