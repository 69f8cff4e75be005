/** `npm run lesson [-- NAME…]`: makes the runs of docs/lesson.md again, and with them its pictures and figures. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { starvation } from '../../harness/checks/starvation.js';
import { readAnyRecord } from '../../harness/record/read-record.js';
import { isStudy } from '../../harness/study/study-record.js';
import { type Step, shownOf, stepsOf, withRun, wordsOf } from './lesson.js';

const home = fileURLToPath(new URL('../../../', import.meta.url));
const file = join(home, 'docs/lesson.md');

async function make(step: Step): Promise<void> {
  const folder = join(home, 'runs/lesson', step.name);
  rmSync(folder, { recursive: true, force: true });
  const cli = join(home, 'dist/harness/cli.js');
  const words = [...wordsOf(step), '--out', folder, '--format', 'svg', '--quiet'];
  const child = spawn(process.execPath, [cli, ...words], { cwd: home, stdio: 'inherit' });
  const [status] = (await once(child, 'exit')) as [number | null];
  if (status !== 0)
    throw new Error(`"${step.command}" ended with status ${status}, so it does not show what the lesson says.`);
  const record = readAnyRecord(join(folder, 'record.json'));
  // A study that was disturbed is inconclusive, and has not got here.
  const doubt = isStudy(record) ? null : starvation(record);
  if (doubt !== null)
    throw new Error(`${doubt}. Make it again when this machine has less to do: npm run lesson -- ${step.name}`);
  copyFileSync(join(folder, 'picture.svg'), join(home, 'docs/pictures', `${step.name}.svg`));
  writeFileSync(file, withRun(readFileSync(file, 'utf8'), step.name, shownOf(step, record)));
}

const asked = process.argv.slice(2);
const steps = stepsOf(readFileSync(file, 'utf8'));
for (const step of steps.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  console.log(`\n${step.name}: ${step.command}`);
  try {
    await make(step);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
