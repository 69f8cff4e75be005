/**
 * `npm run fire`: attacks runs at random moments, and looks whether each came through it as it should.
 *
 *   --runs N    how many runs to attack now; 24 unless given
 *   --seed N    attack once, as this seed says
 *
 * Goes on from the seed where the last call ended. What came of all is kept in trust/fire.ndjson, and told in
 * docs/under-fire.md.
 */
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { untilInterrupted } from '../../harness/cli/interruption.js';
import { saveWhole } from '../../harness/files.js';
import { machineInWords } from '../machine.js';
import { attackOf, inWords } from './attack.js';
import { documentOf, type Fired } from './document.js';
import { underFire } from './under-fire.js';
import { wrongsOf } from './verdict.js';

const dataFile = join('trust', 'fire.ndjson');
const page = join('docs', 'under-fire.md');
const out = join('runs', 'fire');

const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
const interruption = untilInterrupted();
const first = values.seed === undefined ? (allFired().at(-1)?.seed ?? 0) + 1 : Number(values.seed);
const runs = values.seed === undefined ? Number(values.runs ?? 24) : 1;
let wrong = 0;
for (let seed = first; seed < first + runs && !interruption.aborted; seed += 1) {
  const attack = attackOf(seed);
  const seen = await underFire(attack, out);
  const wrongs = wrongsOf(attack, seen);
  if (wrongs.length > 0) wrong += 1;
  const { wasHit, ended } = seen;
  const line: Fired = { seed, wasHit, ended, wrongs };
  if (values.seed === undefined) appendFileSync(dataFile, `${JSON.stringify(line)}\n`);
  process.stdout.write(
    `${wrongs.length === 0 ? '✓' : '✗'} ${seed}: ${inWords(attack)}${wasHit ? '' : ' (too late)'}: ended with ${ended}\n`,
  );
  for (const each of wrongs) process.stdout.write(`    ${each}\n`);
  if (wrongs.length > 0 && seen.stderr !== '') process.stdout.write(`    it said: ${seen.stderr.trim()}\n`);
}
rmSync(out, { recursive: true, force: true });
saveWhole(page, documentOf(allFired(), machineInWords()));
process.exitCode = wrong === 0 ? 0 : 1;

function allFired(): Fired[] {
  if (!existsSync(dataFile)) return [];
  const lines = readFileSync(dataFile, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Fired);
}
