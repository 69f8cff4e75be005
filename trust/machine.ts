import { availableParallelism, cpus, totalmem } from 'node:os';
import { whole } from '../harness/words/format.js';

/** The machine that runs are made on, in one line. */
export const machineInWords = (): string =>
  [
    `${availableParallelism()} CPUs (${cpus()[0]?.model ?? 'unknown'})`,
    `${whole(totalmem() / 1e6)} MB of memory`,
    `${process.platform} ${process.arch}`,
    `Node ${process.version}`,
  ].join(', ');
