import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { run } from '../../harness/index.js';
import { shortcomings } from '../../harness/machine/platform.js';
import type { RunRecord } from '../../harness/record.js';
import { UsageError } from '../../harness/usage-error.js';
import steady from '../../scenarios/steady.js';

const here = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;
const pretend = (platform: NodeJS.Platform): void =>
  void Object.defineProperty(process, 'platform', { ...here, value: platform });

afterEach(() => void Object.defineProperty(process, 'platform', here));

it('has nothing to say on Linux', () => {
  expect(shortcomings('linux')).toEqual([]);
});

it('says in one sentence what is seen less well on macOS, and on systems like it', () => {
  for (const [platform, name] of [
    ['darwin', 'On macOS a worker'],
    ['sunos', 'On sunos a worker'],
  ] as const) {
    const said = shortcomings(platform);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(name);
  }
});

it('runs nothing on Windows, says why and what to do, and has started nothing', async () => {
  expect(() => shortcomings('win32')).toThrow(UsageError);
  expect(() => shortcomings('win32')).toThrow('WSL');
  pretend('win32');
  // A target that does not exist would be the next thing to be said.
  await expect(run(steady, { target: './no-such-file.mjs' })).rejects.toThrow('Windows');
});

const cli = fileURLToPath(new URL('../../dist/harness/cli.js', import.meta.url));

/** The command where the platform says that it is another, and the folder of its files. */
function commandOn(platform: NodeJS.Platform, ...words: string[]) {
  const pretending = `data:text/javascript,Object.defineProperty(process,'platform',{value:'${platform}'})`;
  const out = mkdtempSync(join(tmpdir(), 'refork-platform-'));
  onTestFinished(() => rmSync(out, { recursive: true, force: true }));
  return {
    ...spawnSync(process.execPath, ['--import', pretending, cli, ...words, '--out', out], { encoding: 'utf8' }),
    record: () => JSON.parse(readFileSync(join(out, 'record.json'), 'utf8')) as RunRecord,
  };
}

it('is said by the command before it starts anything, with status 3 and without a stack trace', () => {
  const { status, stdout, stderr } = commandOn('win32', 'steady');
  expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
  expect(stderr).toContain('WSL');
  expect(stderr).not.toMatch(/^ +at /m);
});

it('makes a run as macOS allows it: with the memory that workers report, and processes as ps lists them', () => {
  const { stderr, record } = commandOn('darwin', 'steady', '--duration', '1500ms', '--quiet');
  expect(stderr).toContain('On macOS a worker');
  const { settings, notes, series, primary, shutdown } = record();
  expect(notes.join()).toContain('On macOS a worker');
  expect(settings.bootRssBytes).toBeGreaterThan(20e6);
  const sampled = Object.entries(series.rssBytes).filter(
    ([pid, samples]) => Number(pid) !== primary.pid && samples.some(Boolean),
  );
  expect(sampled).toHaveLength(2);
  expect(shutdown).toMatchObject({ observed: true, leftBehind: [] });
});
