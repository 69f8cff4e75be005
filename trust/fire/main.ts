import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { saveWhole } from '../../harness/files.js';
import { runTool, type Tool, wholeNumber } from '../../tools/command-line.js';
import { machineInWords } from '../machine.js';
import { attackOf, inWords } from './attack.js';
import { documentOf, type Fired } from './document.js';
import { canHaveMemoryGroups } from './groups.js';
import { underFire } from './under-fire.js';
import { wrongsOf } from './verdict.js';

const dataFile = join('trust', 'fire.ndjson');
const page = join('docs', 'under-fire.md');
const out = join('runs', 'fire');

const text = { type: 'string' } as const;
const fire = {
  usage: `npm run fire: attacks runs at random moments, and looks whether each came through it as it should.

  --runs N    how many runs to attack now; 24 unless given
  --seed N    attack once, as this seed says

Goes on from the seed where the last call ended. What came of all is kept in trust/fire.ndjson, and told in
docs/under-fire.md.`,
  options: { runs: text, seed: text },
} satisfies Tool;

await runTool(fire, async (values, interruption) => {
  const first = values.seed === undefined ? (allFired().at(-1)?.seed ?? 0) + 1 : wholeNumber('--seed', values.seed);
  const runs = wholeNumber('--runs', values.runs ?? '24');
  const seeds = values.seed === undefined ? seedsFrom(first, runs, await canHaveMemoryGroups()) : [first];
  let wrong = 0;
  for (const seed of seeds) {
    if (interruption.aborted) break;
    const fired = await attackOnce(seed);
    if (fired.wrongs.length > 0) wrong += 1;
    if (values.seed === undefined) appendFileSync(dataFile, `${JSON.stringify(fired)}\n`);
  }
  rmSync(out, { recursive: true, force: true });
  saveWhole(page, documentOf(allFired(), machineInWords()));
  return wrong === 0 ? 0 : 1;
});

/** The next seeds; those of runs with memory groups only where there can be any. */
function seedsFrom(first: number, runs: number, withGroups: boolean): number[] {
  if (!withGroups) process.stdout.write('No memory groups may be made here: seeds of oom-kill are left out.\n');
  const seeds: number[] = [];
  for (let seed = first; seeds.length < runs; seed += 1) {
    if (withGroups || attackOf(seed).scenario !== 'oom-kill') seeds.push(seed);
  }
  return seeds;
}

/** Attacks one run as its seed says, and tells what came of it. */
async function attackOnce(seed: number): Promise<Fired> {
  const attack = attackOf(seed);
  const seen = await underFire(attack, out);
  const wrongs = wrongsOf(attack, seen);
  const { wasHit, ended } = seen;
  process.stdout.write(
    `${wrongs.length === 0 ? '✓' : '✗'} ${seed}: ${inWords(attack)}${wasHit ? '' : ' (too late)'}: ended with ${ended}\n`,
  );
  for (const each of wrongs) process.stdout.write(`    ${each}\n`);
  if (wrongs.length > 0 && seen.stderr !== '') process.stdout.write(`    it said: ${seen.stderr.trim()}\n`);
  return { seed, wasHit, ended, wrongs };
}

function allFired(): Fired[] {
  if (!existsSync(dataFile)) return [];
  const lines = readFileSync(dataFile, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Fired);
}
