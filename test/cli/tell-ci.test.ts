import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tellCi } from '../../harness/cli/tell-ci.js';
import type { RunRecord } from '../../harness/record.js';
import { aRecord } from '../a-record.js';

const failing = aRecord({
  verdict: 'fail',
  checks: [
    { ...{ name: 'refork', limits: {}, status: 'fail', observed: null, limit: null, unit: '' }, summary: 'Too late.' },
  ],
});
const result = (record: RunRecord) => [{ name: record.scenario, record }];
const annotation = '::error title=refork leak%3A refork::Too late.\n';

let folder = '';
let written = { stdout: '', stderr: '' };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refork-ci-'));
  written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    });
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

it('the summary is added to what stands there', () => {
  const file = join(folder, 'summary.md');
  writeFileSync(file, 'Built.\n');
  tellCi(result(failing), { json: false }, { GITHUB_STEP_SUMMARY: file });
  expect(readFileSync(file, 'utf8')).toMatch(/^Built\.\n\n## ✗ leak: failed\n/);
  expect(written).toEqual({ stdout: '', stderr: '' });
});

it('a summary that cannot be written is said and nothing more', () => {
  tellCi(result(failing), { json: false }, { GITHUB_STEP_SUMMARY: folder });
  expect(written.stderr).toContain('The job summary could not be written (EISDIR');
});

it('annotations are printed where GitHub reads them, beside the JSON and not within it', () => {
  tellCi(result(failing), { json: false }, { GITHUB_ACTIONS: 'true' });
  expect(written).toEqual({ stdout: annotation, stderr: '' });
  tellCi(result(failing), { json: true }, { GITHUB_ACTIONS: 'true' });
  expect(written).toEqual({ stdout: annotation, stderr: annotation });
});

it('elsewhere, and of nothing, nothing is said', () => {
  tellCi(result(failing), { json: false }, { CI: 'true' });
  tellCi([], { json: false }, { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'none') });
  expect(written).toEqual({ stdout: '', stderr: '' });
});
