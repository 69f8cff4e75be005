import { join } from 'node:path';
import { diagnose, isWhole } from '../../reports/diagnosis.js';
import { diagnosisMarkdown } from '../../reports/diagnosis-markdown.js';
import { allLine, allRow } from '../../reports/terminal/all.js';
import { diagnosisTable } from '../../reports/terminal/diagnosis.js';
import { scenarios } from '../../scenarios/index.js';
import { freshFolder, saveWhole } from '../files.js';
import type { RunRecord } from '../record.js';
import { UsageError } from '../usage-error.js';
import type { Command } from './command.js';
import { recordsIn } from './records-in.js';
import { runOnce } from './run-once.js';
import { print, styleOf } from './terminal.js';

type MatrixCommand = Extract<Command, { kind: 'matrix' }>;

/** `refork matrix`: runs all controls, or takes the runs in a folder, and shows which check caught which. */
export async function matrixCommand(command: MatrixCommand, interruption: AbortSignal): Promise<number> {
  const { folders, write, output } = command;
  const records = folders.length > 0 ? folders.flatMap(recordsIn) : await runControls(command, interruption);
  const diagnosis = diagnose(records);
  if (diagnosis.rows.length === 0) {
    throw new UsageError(`There is no run of a control in ${folders.join(', ')}. Give the folder of "refork all".`);
  }
  print(output.json ? `${JSON.stringify(diagnosis)}\n` : `\n${diagnosisTable(diagnosis, styleOf(output.color))}`);
  if (write !== undefined && !interruption.aborted) {
    saveWhole(write, diagnosisMarkdown(records));
    if (!output.json) print(`Written: ${write}\n`);
  }
  return isWhole(diagnosis) ? 0 : 1;
}

async function runControls({ output }: MatrixCommand, interruption: AbortSignal): Promise<RunRecord[]> {
  const folder = output.out ?? freshFolder('matrix');
  const controls = scenarios.filter(({ expectation }) => expectation !== undefined);
  const records: RunRecord[] = [];
  for (let round = 1; round <= output.repeat; round += 1) {
    for (const scenario of controls) {
      if (interruption.aborted) return records;
      const fromMs = performance.now();
      const out = join(folder, output.repeat === 1 ? scenario.name : `${scenario.name}-${round}`);
      const quiet = output.quiet || process.stdout.isTTY !== true;
      const one = { scenario, options: {}, output: { ...output, quiet }, out, live: undefined, interruption };
      const record = await runOnce(one);
      records.push(record);
      if (!output.json) print(allLine(allRow(record), performance.now() - fromMs, styleOf(output.color)));
    }
  }
  return records;
}
