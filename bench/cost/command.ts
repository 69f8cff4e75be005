import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RunRecord } from '../../harness/record.js';
import { type Measurement, taken } from './figure.js';

const execute = promisify(execFile);

/** From the start of `npm run scenario leak` to its end, less what it loads, in s. */
async function beside(loadMs: number): Promise<number> {
  const out = mkdtempSync(join(tmpdir(), 'refork-bench-'));
  try {
    const from = performance.now();
    const words = ['run', '--silent', 'scenario', '--', 'leak', '--quiet', '--duration', `${loadMs}ms`, '--out', out];
    // Of a short run the verdict is no matter here.
    await execute('npm', words).catch(() => {});
    const tookMs = performance.now() - from;
    const { phases } = JSON.parse(readFileSync(join(out, 'record.json'), 'utf8')) as RunRecord;
    return (tookMs - (phases.loadUntilMs - phases.loadFromMs)) / 1000;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** What a person waits for besides the load. */
export const command: Measurement = {
  name: 'command',
  async measure({ rounds, loadMs }) {
    const took: number[] = [];
    for (let round = 0; round < rounds; round += 1) took.push(await beside(loadMs));
    return [
      {
        ...{ what: '`npm run scenario leak` from a built checkout: time not spent loading', ...taken(took), unit: 's' },
        ...{
          limit: { atMost: 3 },
          how: `Wall clock of the command less \`phases\` of its record; load of ${loadMs / 1000} s, ${rounds} times.`,
        },
      },
    ];
  },
};
