import type { Command } from '../command.js';
import { readRecord, rejudge } from '../read-record.js';
import { tellCi } from './tell-ci.js';
import { tellResult } from './tell-result.js';

/** `refork check RECORD`: judges a saved record again, and tells it like a run. */
export function checkCommand(command: Extract<Command, { kind: 'check' }>): number {
  const record = rejudge(readRecord(command.record));
  const status = tellResult(record, command);
  tellCi([{ name: record.scenario, record }], command);
  return status;
}
