import { list } from '../../reports/terminal/list.js';
import { reforkVersion } from '../machine/environment.js';
import { shortcomings } from '../machine/platform.js';
import { allCommand } from './all-command.js';
import { catalogue } from './catalogue.js';
import { checkCommand } from './check-command.js';
import type { Command } from './command.js';
import { gradeCommand } from './grade-command.js';
import { help } from './help.js';
import { untilInterrupted } from './interruption.js';
import { matrixCommand } from './matrix-command.js';
import { readCommand } from './read-command.js';
import { reportCommand } from './report-command.js';
import { runCommand } from './run-command.js';
import { statusOf, wasInterrupted } from './statuses.js';
import { columns, print, styleOf } from './terminal.js';

/** These run a target. The others only look at what is saved or known, which they can everywhere. */
const running: ReadonlySet<Command['kind']> = new Set(['run', 'all', 'matrix', 'grade']);

/** Does what the words ask for, and gives the exit status. */
async function carryOut(command: Command, interruption: AbortSignal): Promise<number> {
  if (running.has(command.kind)) for (const sentence of shortcomings()) process.stderr.write(`${sentence}\n`);
  switch (command.kind) {
    case 'help':
      print(help(catalogue));
      return 0;
    case 'version':
      print(`${reforkVersion}\n`);
      return 0;
    case 'list':
      print(list(catalogue, styleOf(command.color), columns()));
      return 0;
    case 'check':
      return checkCommand(command);
    case 'report':
      return reportCommand(command);
    case 'grade':
      return gradeCommand(command, interruption);
    case 'run':
      return runCommand(command, interruption);
    case 'matrix':
      return matrixCommand(command, interruption);
    case 'all':
      return allCommand(command, interruption);
  }
}

/** Does what a command line asks for, and gives the exit status. */
export async function main(words: readonly string[]): Promise<number> {
  const interruption = untilInterrupted();
  try {
    const names = catalogue.map(({ name }) => name);
    const status = await carryOut(readCommand(words, names), interruption);
    return interruption.aborted ? wasInterrupted : status;
  } catch (error) {
    return statusOf(error, interruption);
  }
}
