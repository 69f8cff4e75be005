#!/usr/bin/env node
import { list } from '../reports/terminal/list.js';
import { allCommand } from './cli/all-command.js';
import { catalogue } from './cli/catalogue.js';
import { checkCommand } from './cli/check-command.js';
import { gradeCommand } from './cli/grade-command.js';
import { untilInterrupted } from './cli/interruption.js';
import { matrixCommand } from './cli/matrix-command.js';
import { reportCommand } from './cli/report-command.js';
import { runCommand } from './cli/run-command.js';
import { statusOf, wasInterrupted } from './cli/statuses.js';
import { columns, print, styleOf } from './cli/terminal.js';
import { type Command, readCommand } from './command.js';
import { reforkVersion } from './environment.js';
import { help } from './help.js';
import { shortcomings } from './platform.js';

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

const interruption = untilInterrupted();
try {
  const names = catalogue.map(({ name }) => name);
  process.exitCode = await carryOut(readCommand(process.argv.slice(2), names), interruption);
} catch (error) {
  process.exitCode = statusOf(error, interruption);
}
if (interruption.aborted) process.exitCode = wasInterrupted;
