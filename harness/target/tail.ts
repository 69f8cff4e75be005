import type { Readable } from 'node:stream';

const keptLines = 40;
const keptColumns = 500;

/** The last lines of what a process writes. Reads on for ever, so that a target that talks a lot is never blocked by it. */
export class Tail {
  readonly #lines: string[] = [];
  #partial = '';

  constructor(stream: Readable) {
    stream.setEncoding('utf8');
    stream.on('error', () => {});
    stream.on('data', (text: string) => this.#take(text));
  }

  /** The last lines, oldest first, the one that is not finished yet included. */
  lines(): string[] {
    return this.#partial === '' ? [...this.#lines] : [...this.#lines, this.#partial];
  }

  #take(text: string): void {
    const lines = (this.#partial + text).split('\n');
    this.#partial = (lines.pop() ?? '').slice(0, keptColumns);
    for (const line of lines.slice(-keptLines)) this.#lines.push(line.slice(0, keptColumns));
    this.#lines.splice(0, this.#lines.length - keptLines);
  }
}
