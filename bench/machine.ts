import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** The machine that figures were taken on, as far as it matters to them. */
export interface Machine {
  cpus: number;
  model: string;
  memoryBytes: number;
  platform: string;
  node: string;
  /** How many processes ran or waited to, on average over the last minute. */
  load: number;
}

export const machine = (): Machine => ({
  cpus: availableParallelism(),
  model: cpus()[0]?.model ?? 'unknown',
  memoryBytes: totalmem(),
  platform: `${process.platform} ${process.arch}`,
  node: process.version,
  load: loadavg()[0] ?? 0,
});
