import type { Command } from '../command.js';
import { disagreement, readRecord, rejudge } from '../read-record.js';
import { tellCi } from './tell-ci.js';
import { tellResult } from './tell-result.js';

/** `refork check RECORD`: judges a saved record again, tells it like a run, and says so where the record itself says otherwise. */
export function checkCommand(command: Extract<Command, { kind: 'check' }>): number {
  const saved = readRecord(command.record);
  const record = rejudge(saved);
  const note = disagreement(saved, record);
  if (note !== null) process.stderr.write(`${note}\n`);
  const status = tellResult(record, command);
  tellCi([{ name: record.scenario, record }], command);
  return status;
}
