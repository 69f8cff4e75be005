/**
 * `npm run bench`: measures what measuring with refork costs, and writes docs/performance.md.
 *
 *   --figure A,B   only these; the document is put together with what was kept of the others
 *   --short        as little of everything as shows that it runs; no document
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { unknownName } from '../../harness/did-you-mean.js';
import { saveWhole } from '../../harness/files.js';
import { machine } from '../machine.js';
import { boots } from './boots.js';
import { command } from './command.js';
import { crossing } from './crossing.js';
import { documentOf, inOneLine, type Taken } from './document.js';
import { type Figure, type Measurement, short, whole } from './figure.js';
import { many } from './many.js';
import { memory } from './memory.js';
import { overshoot } from './overshoot.js';
import { sampler } from './sampler.js';
import { throughput } from './throughput.js';

/** In the order of their rows. The longest comes last. */
const measurements: readonly Measurement[] = [throughput, boots, crossing, overshoot, sampler, command, many, memory];

const { values } = parseArgs({ options: { figure: { type: 'string' }, short: { type: 'boolean', default: false } } });
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
const fileOf = ({ name }: Measurement): string => join('runs', 'bench', `${name}.json`);

const names = measurements.map(({ name }) => name);
const chosen = values.figure?.split(',') ?? names;
for (const name of chosen) {
  if (names.includes(name)) continue;
  process.stderr.write(`${unknownName('figure', name, names)}\n`);
  process.exit(3);
}

for (const measurement of measurements.filter(({ name }) => chosen.includes(name))) {
  const circumstances = { at: new Date().toISOString(), machine: machine() };
  const figures = await measurement.measure(values.short ? short : whole).catch(withoutFigure(measurement));
  for (const figure of figures) tell(inOneLine(figure));
  if (!values.short) saveWhole(fileOf(measurement), `${JSON.stringify({ ...circumstances, figures }, null, 1)}\n`);
}

if (!values.short) {
  saveWhole(join('docs', 'performance.md'), documentOf(measurements.flatMap((each) => kept(each) ?? [])));
  tell('Written: docs/performance.md');
}

/** One that fails ends neither the others nor unnoticed. */
function withoutFigure({ name }: Measurement): (error: Error) => Figure[] {
  return ({ message }) => {
    process.exitCode = 1;
    const note = `could not be taken: ${message.split('\n')[0]}`;
    return [{ what: name, value: null, spread: null, unit: '', limit: null, how: '', note }];
  };
}

/** What a measurement gave when it was last taken, or `null` if it never was. */
function kept(measurement: Measurement): Taken | null {
  try {
    return JSON.parse(readFileSync(fileOf(measurement), 'utf8')) as Taken;
  } catch {
    return null;
  }
}
