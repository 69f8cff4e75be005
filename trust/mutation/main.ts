import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { saveWhole } from '../../harness/files.js';
import { chosen, runTool, type Tool } from '../../tools/command-line.js';
import { documentOf } from './document.js';
import { scoresOf } from './survivors.js';

const names = ['checks', 'ledger', 'losses', 'history', 'ceiling', 'verdict'];
const room = join('trust', 'mutation');
const mutation = {
  usage: `npm run mutation: mutates the code that judges, an area at a time, and writes docs/mutation.md with what survived.

  --area LIST   only these, of ${names.join(', ')}; of the others the last results are kept
                none: writes the page again`,
  options: { area: { type: 'string' } },
} satisfies Tool;

await runTool(mutation, async ({ area: given }) => {
  const wanted = given === undefined ? names : chosen('area', [...names, 'none'], given);
  if (!existsSync(join(room, 'node_modules'))) {
    // It asks for vitest as a peer, which is found in the project's own modules.
    execFileSync('npm', ['ci', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'], {
      ...{ cwd: room, stdio: 'inherit' },
    });
  }
  const stryker = join(room, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  for (const area of wanted.filter((name) => name !== 'none')) {
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
  return 0;
});
