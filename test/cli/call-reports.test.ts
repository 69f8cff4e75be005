import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CallReports } from '../../harness/cli/call-reports.js';
import type { Format } from '../../harness/run-options.js';
import { RecordNotKept, UsageError } from '../../harness/usage-error.js';
import { aRecord } from '../a-record.js';

const running = new AbortController().signal;
const passing = async () => aRecord();
const impossible = async () => {
  throw new UsageError('The port is taken.');
};

let folder = '';
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'refork-reports-')), 'out');
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

const reportsOf = (...formats: Format[]): CallReports =>
  new CallReports(folder, { formats, json: false, quiet: true, color: false, repeat: 1 });
const suites = (): number => readFileSync(join(folder, 'junit.xml'), 'utf8').match(/<testsuite /g)?.length ?? 0;

it('the reports over all runs are written after each run, in a folder that is made for them', async () => {
  const reports = reportsOf('junit', 'markdown');
  await reports.add('leak', running, passing);
  expect(suites()).toBe(1);
  await reports.add('crash', running, passing);
  expect(suites()).toBe(2);
  expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('## ✓ refork: all 2 runs ended as they should');
});

it('only those that were asked for', async () => {
  await reportsOf('markdown', 'html', 'json').add('leak', running, passing);
  expect([existsSync(join(folder, 'report.md')), existsSync(join(folder, 'junit.xml'))]).toEqual([true, false]);
});

it('a run that could not be made stands in them, with the reason, and is no less an error', async () => {
  const reports = reportsOf('junit');
  await expect(reports.add('leak', running, impossible)).rejects.toThrow('The port is taken.');
  expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain('<error message="The port is taken."');
});

it('a run that was interrupted before it had a record does not', async () => {
  const reports = reportsOf('junit');
  await expect(reports.add('leak', AbortSignal.abort(), impossible)).rejects.toThrow();
  expect(reports.results).toEqual([]);
});

it('where they cannot be written the record is not lost, and a first reason is not hidden by that', async () => {
  writeFileSync(folder, 'a file where the folder should be');
  const lost: unknown = await reportsOf('junit')
    .add('leak', running, passing)
    .catch((error: unknown) => error);
  expect(lost).toBeInstanceOf(RecordNotKept);
  expect((lost as RecordNotKept).record).toEqual(aRecord());
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await expect(reportsOf('junit').add('leak', running, impossible)).rejects.toThrow('The port is taken.');
  expect(stderr).toHaveBeenCalledWith(expect.stringContaining('Cannot write'));
});
