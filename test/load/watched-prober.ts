import { EventEmitter, once } from 'node:events';
import type { ProbeOutcome } from '../../harness/load/outcome.js';
import { type ProberOptions, type RunningProber, startProber, usualProber } from '../../harness/load/prober.js';
import { Witness } from '../../harness/load/witness.js';
import type { Prober } from '../../harness/record.js';

/** A prober whose probes and stalls a test can wait for and count. */
export class WatchedProber {
  readonly count: Record<ProbeOutcome, number> = { answered: 0, failed: 0, void: 0 };
  readonly probes: { intendedNs: number; outcome: ProbeOutcome }[] = [];
  stalledMs = 0;
  readonly startNs = Number(process.hrtime.bigint());
  readonly #told = new EventEmitter();
  readonly #witness: Witness;
  readonly #prober: RunningProber;

  constructor(given: Pick<ProberOptions, 'url'> & Partial<ProberOptions>) {
    const options = { ...usualProber, ...given };
    this.#witness = new Witness(
      { ...options, startNs: this.startNs },
      {
        onProbe: ({ intendedNs, outcome }) => {
          this.count[outcome] += 1;
          this.probes.push({ intendedNs, outcome });
          this.#told.emit('probe');
        },
        onStall: ({ forMs }) => {
          this.stalledMs += forMs;
        },
      },
    );
    this.#prober = startProber(options, this.#witness);
  }

  /** Once `more` further probes have had this outcome. */
  async until(outcome: ProbeOutcome, more: number): Promise<void> {
    const wanted = this.count[outcome] + more;
    while (this.count[outcome] < wanted) await once(this.#told, 'probe');
  }

  async stop(): Promise<Prober> {
    await this.#prober.stop();
    return this.#witness.summary();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#prober.stop();
  }
}
