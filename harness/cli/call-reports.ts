import type { Result } from '../../reports/result.js';
import type { OutputOptions } from '../run-options.js';
import type { AnyRecord } from '../study/study-record.js';
import { RecordNotKept } from '../usage-error.js';
import { tellCi } from './tell-ci.js';
import { keeping, writeCallReports } from './write-reports.js';

/** Does the work with the reports over all its runs: written after each of them, and told to a CI service at the end. */
export async function withReports(
  folder: string,
  output: OutputOptions,
  work: (reports: CallReports) => Promise<number>,
): Promise<number> {
  const reports = new CallReports(folder, output);
  try {
    return await work(reports);
  } finally {
    tellCi(reports.results, output);
  }
}

/** The runs of one call so far. */
export class CallReports {
  readonly results: Result[] = [];

  constructor(
    private readonly folder: string,
    private readonly output: OutputOptions,
  ) {}

  /**
   * Makes a run and writes the reports, so that they are there whatever comes. A run that could not be made stands in them too,
   * unless it was interrupted.
   *
   * @throws what the run throws
   * @throws RecordNotKept if the reports could not be written
   */
  async add<R extends AnyRecord>(name: string, interruption: AbortSignal, run: () => Promise<R>): Promise<R> {
    const startedAt = new Date().toISOString();
    let record: R;
    try {
      record = await run();
    } catch (error) {
      if (error instanceof RecordNotKept) this.results.push({ name, record: error.record });
      else if (!interruption.aborted) this.results.push({ name, problem: messageOf(error), startedAt });
      this.#writeIfPossible();
      throw error;
    }
    this.results.push({ name, record });
    keeping(record, () => this.#write());
    return record;
  }

  /** The last run could not be made, and that is of no account. */
  skip(): void {
    const last = this.results.at(-1);
    if (last === undefined || 'record' in last) return;
    this.results.splice(-1, 1, { ...last, skipped: true });
    this.#writeIfPossible();
  }

  #write(): void {
    writeCallReports(this.results, this.folder, this.output.formats);
  }

  /** Something is wrong already, and that is what the user must hear of. */
  #writeIfPossible(): void {
    try {
      this.#write();
    } catch (error) {
      process.stderr.write(`${messageOf(error)}\n`);
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
