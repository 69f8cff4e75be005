#!/usr/bin/env node
/**
 * The command `refork`. Node ends a program that breaks down with status 1, which here means that the target failed. So nothing is
 * loaded before somebody is there to say otherwise: with too few descriptors, even loading fails.
 */
import { breakdownOf, couldNotRun } from './cli/breakdown.js';

process.on('uncaughtException', (error) => {
  process.stderr.write(`${breakdownOf(error)}\n`);
  process.exit(couldNotRun);
});
const { main } = await import('./cli/main.js');
process.exitCode = await main(process.argv.slice(2));
