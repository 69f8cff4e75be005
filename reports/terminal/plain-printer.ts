import { printable } from '../plain-text.js';
import type { Output, Screen } from './screen.js';

/** Prints what happens line by line, with its time in the run and no control codes. For pipes, logs and CI. */
export class PlainPrinter implements Screen {
  constructor(private readonly output: Output) {}

  tell(atMs: number, lines: readonly string[]): void {
    const time = `${(atMs / 1000).toFixed(1)} s`.padStart(8);
    for (const line of lines) this.output.write(`${time}  ${printable(line, 400)}\n`);
  }

  show(): void {}

  finish(): void {}
}
