import { basename, extname, join } from 'node:path';
import { gradeReport, gradesTable } from '../../reports/terminal/grades.js';
import { exercise } from '../../scenarios/exercise/index.js';
import { freshFolder } from '../files.js';
import type { Grade } from '../grade/grade.js';
import { gradeModule } from '../grade/grade-module.js';
import type { Command } from './command.js';
import { couldNotRun, worstStatus } from './statuses.js';
import { columns, print, styleOf } from './terminal.js';
import { writeRunReports } from './write-reports.js';

type GradeCommand = Extract<Command, { kind: 'grade' }>;

/** `refork grade FILE…`: tries each module by itself and grades it, also after one that could not be graded. */
export async function gradeCommand(command: GradeCommand, interruption: AbortSignal): Promise<number> {
  const { files, options, json, quiet } = command;
  const folder = command.out ?? freshFolder('grade');
  const grades: Grade[] = [];
  for (const [index, file] of files.entries()) {
    if (interruption.aborted) break;
    const which = files.length === 1 ? file : `${index + 1} of ${files.length}, ${file}`;
    const grade = await gradeModule(file, {
      exercise,
      options,
      out: files.length === 1 ? folder : join(folder, folderName(index, file)),
      signal: interruption,
      onTrial(name) {
        if (!quiet) process.stderr.write(`${which}: ${doing[name]}\n`);
      },
      onRecord: (record, out) => void writeRunReports(record, out, ['html']),
    });
    grades.push(grade);
  }
  print(`${textOf(grades, command)}\n`);
  if (!json && !quiet) print(`Kept in ${folder}: a folder for each run, with its report.html.\n`);
  return worstStatus(grades.map(statusFor));
}

const doing = {
  quiet: 'serving while nothing goes wrong …',
  crash: 'crashing workers …',
  leak: 'leaking memory …',
};

function textOf(grades: readonly Grade[], { json, color, files }: GradeCommand): string {
  if (json) return JSON.stringify({ grades }, null, 2);
  const [first] = grades;
  if (files.length > 1 || first === undefined) return gradesTable(grades, styleOf(color), columns());
  return gradeReport(first, styleOf(color), columns());
}

/** Modules of a class often have the same name in folders of their own. */
const folderName = (index: number, file: string): string =>
  `${String(index + 1).padStart(2, '0')}-${basename(file, extname(file))}`;

const statusFor = ({ verdict }: Grade): number =>
  ({ pass: 0, fail: 1, inconclusive: 2, 'could-not-run': couldNotRun })[verdict];
