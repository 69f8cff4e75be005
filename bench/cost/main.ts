import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { saveWhole } from '../../harness/files.js';
import { chosen, runTool, type Tool } from '../../tools/command-line.js';
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

const names = measurements.map(({ name }) => name);
const bench = {
  usage: `npm run bench: measures what measuring with refork costs, and writes docs/performance.md.

  --figure LIST  only these, of ${names.join(', ')};
                 the document is put together with what was taken of the others in this folder
  --short        as little of everything as shows that it runs; no document`,
  options: { figure: { type: 'string' }, short: { type: 'boolean' } },
} satisfies Tool;

const document = join('docs', 'performance.md');
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
const fileOf = ({ name }: Measurement): string => join('runs', 'bench', `${name}.json`);

await runTool(bench, async ({ figure, short: isShort = false }, interruption) => {
  const wanted = chosen('figure', names, figure);
  let status = 0;
  for (const measurement of measurements.filter(({ name }) => wanted.includes(name))) {
    if (interruption.aborted) return 1;
    const circumstances = { at: new Date().toISOString(), machine: machine() };
    const figures = await measurement.measure(isShort ? short : whole).catch((error: Error) => {
      // One that fails ends neither the others nor unnoticed.
      status = 1;
      return withoutFigure(measurement, error);
    });
    for (const each of figures) tell(inOneLine(each));
    if (!isShort) saveWhole(fileOf(measurement), `${JSON.stringify({ ...circumstances, figures }, null, 1)}\n`);
  }
  if (!isShort) write();
  return status;
});

/** With all figures there are, or not at all: a document that lost some would look like a whole one. */
function write(): void {
  const all = measurements.map((measurement) => ({ name: measurement.name, taken: kept(measurement) }));
  const missing = all.filter(({ taken }) => taken === null).map(({ name }) => name);
  if (missing.length > 0) {
    tell(`Not written: ${document}. Never taken in this folder: npm run bench -- --figure ${missing.join(',')}`);
    return;
  }
  saveWhole(document, documentOf(all.flatMap(({ taken }) => taken ?? [])));
  tell(`Written: ${document}`);
}

function withoutFigure({ name }: Measurement, { message }: Error): Figure[] {
  const note = `could not be taken: ${message.split('\n')[0]}`;
  return [{ what: name, value: null, spread: null, unit: '', limit: null, how: '', note }];
}

/** What a measurement gave when it was last taken, or `null` if it never was. */
function kept(measurement: Measurement): Taken | null {
  try {
    return JSON.parse(readFileSync(fileOf(measurement), 'utf8')) as Taken;
  } catch {
    return null;
  }
}
