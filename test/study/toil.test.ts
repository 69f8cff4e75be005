import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { toil } from '../../dist/harness/study/toil.js';
import { UsageError } from '../../dist/harness/usage-error.js';

const folder = mkdtempSync(join(tmpdir(), 'refork-toil-'));
afterAll(() => rmSync(folder, { recursive: true }));

const moduleOf = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return pathToFileURL(file).href;
};
const step = (module: string, durationMs = 100) => ({
  kind: 'toil' as const,
  name: 'bare',
  module,
  processes: 2,
  durationMs,
});

it('so many processes work at once, and what they finish is added up', async () => {
  const works = moduleOf(
    'works.mjs',
    'export const work = () => { const end = performance.now() + 1; while (performance.now() < end); };',
  );
  const { processes, donePerS } = await toil(step(works));
  expect(processes).toBe(2);
  expect(donePerS).toBeGreaterThan(0);
  // A piece takes a millisecond or more, and there are two at it.
  expect(donePerS).toBeLessThanOrEqual(2000);
});

it('work that cannot be done is an error, not a zero', async () => {
  const breaks = moduleOf('breaks.mjs', 'export const work = () => process.exit(3);');
  await expect(toil(step(breaks))).rejects.toThrow(UsageError);
  await expect(toil(step(breaks))).rejects.toThrow('ended with 3');
});

it('is over at once when it is aborted, with the reason of that', async () => {
  const control = new AbortController();
  const endless = moduleOf('endless.mjs', 'export const work = () => { for (;;); };');
  const toiling = toil(step(endless, 60_000), control.signal);
  control.abort(new Error('enough'));
  await expect(toiling).rejects.toThrow('enough');
});
