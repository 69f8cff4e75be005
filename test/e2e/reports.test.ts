import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aDeathWithoutRefork, aRecord } from '../a-record.js';
import { cli } from './command.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refork-reports-'));
  const deaths = [aDeathWithoutRefork()];
  writeFileSync(join(folder, 'record.json'), JSON.stringify(aRecord({ verdict: 'fail', deaths })));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const refork = (...args: string[]) =>
  spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary.md') },
  });
const read = (...names: string[]): string => readFileSync(join(folder, ...names), 'utf8');

it('a saved record is rendered again in every format, in a folder that is made for it', () => {
  const { status, stdout, stderr } = refork('report', 'record.json', '--format', 'html,junit,markdown', '--out', 'a/b');
  expect(status, stderr).toBe(0);
  expect(stdout).toBe('Written: a/b/report.html\nWritten: a/b/junit.xml\nWritten: a/b/report.md\n');
  expect(read('a', 'b', 'report.html')).toMatch(/^<!doctype html>/);
  expect(read('a', 'b', 'junit.xml')).toContain('<testcase name="refork"');
  expect(read('a', 'b', 'report.md')).toContain('## ✗ leak: failed');
});

it('a record judged again is told to GitHub, and the JSON of it stands alone', () => {
  const { status, stdout, stderr } = refork('check', 'record.json', '--json');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'fail', checks: [{ name: 'refork', status: 'fail' }] });
  expect(stderr).toMatch(/^::error title=refork leak%3A refork::.*no replacement came/m);
  expect(read('summary.md')).toContain('## ✗ leak: failed');
});

it('a folder that nothing can be written to is refused in one sentence', () => {
  const { status, stderr } = refork('report', 'record.json', '--out', 'record.json/below');
  expect(status).toBe(3);
  expect(stderr).toMatch(/^Cannot write record\.json\/below\/report\.html \(ENOTDIR\)\..*--out\.\n$/);
});
