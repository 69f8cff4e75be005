/**
 * `npm run mutation`: mutates the code that judges, an area at a time, and writes docs/mutation.md with what survived.
 *
 *   npm run mutation -- AREA…   only these; all unless given. Of the others the last results are kept.
 *   npm run mutation -- none    writes the page again
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { unknownName } from '../../harness/did-you-mean.js';
import { saveWhole } from '../../harness/files.js';
import { documentOf } from './document.js';
import { scoresOf } from './survivors.js';

const names = ['checks', 'ledger', 'ceiling', 'verdict'];
const room = join('trust', 'mutation');
const given = process.argv.slice(2);
const unknown = given.find((name) => ![...names, 'none'].includes(name));
if (unknown !== undefined) {
  process.stderr.write(`${unknownName('area', unknown, [...names, 'none'])}\n`);
  process.exit(3);
}

if (!existsSync(join(room, 'node_modules'))) {
  // It asks for vitest as a peer, which is found in the project's own modules.
  execFileSync('npm', ['ci', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'], {
    ...{ cwd: room, stdio: 'inherit' },
  });
}
const stryker = join(room, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
for (const area of given.length === 0 ? names : given.filter((name) => name !== 'none')) {
  execFileSync(process.execPath, [stryker, 'run', join(room, 'stryker.config.mjs')], {
    stdio: 'inherit',
    env: { ...process.env, MUTATION_AREA: area },
  });
}

const reports = names.map((area) => join('runs', 'mutation', `${area}.json`)).filter((path) => existsSync(path));
const scores = reports.flatMap((path) => scoresOf(JSON.parse(readFileSync(path, 'utf8'))));
const made = reports.map((path) => `${basename(path, '.json')} ${statSync(path).mtime.toISOString().slice(0, 16)}`);
saveWhole(join('docs', 'mutation.md'), documentOf(scores, made));
process.stdout.write('Written: docs/mutation.md\n');
