import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordsIn } from '../../harness/cli/records-in.js';
import { aRecord } from '../a-record.js';
import { aStudyRecord } from '../study/a-study.js';

let base = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'refork-records-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function save(folder: string, record: unknown): void {
  mkdirSync(join(base, folder), { recursive: true });
  writeFileSync(join(base, folder, 'record.json'), JSON.stringify(record));
}

it('takes the runs of a whole catalogue, those of a study included, and passes over the study itself', () => {
  save('leak', aRecord({ scenario: 'leak' }));
  save('cores', aStudyRecord());
  save('cores/run-1', aRecord({ scenario: 'cores-of-1' }));
  expect(recordsIn(base).map(({ scenario }) => scenario)).toEqual(['cores-of-1', 'leak']);
});

it('refuses a folder that is not there, with what to give instead', () => {
  expect(() => recordsIn(join(base, 'nowhere'))).toThrow(/there is no such folder\. Give that of "refork all"/);
});
