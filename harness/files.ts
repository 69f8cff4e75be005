import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Claim } from './claim.js';
import type { RunEvent } from './record.js';
import type { Journal } from './recorder.js';
import { UsageError } from './usage-error.js';

/** The folder of one run: its events as they happen, and what is made of them. */
export class RunFolder implements Journal, Disposable {
  readonly path: string;
  readonly #claim: Claim;
  readonly #events: number;
  /** Why events could not be written, from the first time that happened. */
  failure: string | null = null;

  /** @throws UsageError if the folder cannot be written to. */
  constructor(path: string) {
    this.path = resolve(path);
    try {
      makeFolder(this.path);
      this.#claim = new Claim(this.path);
      this.#events = openSync(join(this.path, 'events.ndjson'), 'w');
    } catch (error) {
      if (error instanceof UsageError) throw error;
      throw new UsageError(`Cannot write to the folder ${this.path} (${codeOf(error)}). Give another with --out.`);
    }
  }

  /** Written at once, so that it is there whatever happens next. A full disk ends the writing, not the run. */
  write(event: RunEvent): void {
    if (this.failure !== null) return;
    try {
      writeSync(this.#events, `${JSON.stringify(event)}\n`);
    } catch (error) {
      this.failure = codeOf(error);
    }
  }

  /** Writes a file of the run. @throws UsageError if it cannot be written. */
  save(name: string, content: string): void {
    saveWhole(join(this.path, name), content);
  }

  [Symbol.dispose](): void {
    closeSync(this.#events);
    this.#claim[Symbol.dispose]();
  }
}

/**
 * Writes a file whole or not at all, in a folder that is made where there is none.
 * @throws UsageError if it cannot be written.
 */
export function saveWhole(path: string, content: string): void {
  const unfinished = `${path}.unfinished`;
  try {
    makeFolder(dirname(path));
    writeFileSync(unfinished, content);
    renameSync(unfinished, path);
  } catch (error) {
    if (existsSync(unfinished)) rmSync(unfinished);
    throw new UsageError(`Cannot write ${path} (${codeOf(error)}). Make room, or give another folder with --out.`);
  }
}

/** A folder of its own for each run, even for two within a second. */
export function freshFolder(name: string): string {
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const plain = join('runs', `${name}-${time}`);
  for (let n = 2; ; n += 1) {
    const candidate = n === 2 ? plain : `${plain}-${n - 1}`;
    if (!existsSync(candidate)) return candidate;
  }
}

/**
 * Makes a folder and those above it. Not by `mkdirSync`'s own `recursive`, which never returns where a folder exists that nothing
 * can be made in, such as /proc (seen on Node 20).
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
