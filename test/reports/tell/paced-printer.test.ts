import { describe, expect, it } from 'vitest';
import { PacedPrinter, type Pause, readingMs } from '../../../reports/tell/paced-printer.js';
import { plain } from '../../../reports/terminal/style.js';

/** A clock that stands still until it is told to go on. */
class Clock {
  readonly asked: number[] = [];
  #go: (() => void) | null = null;

  readonly pause: Pause = (ms, signal) => {
    this.asked.push(ms);
    return new Promise<void>((resolve, reject) => {
      this.#go = resolve;
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  };

  async goOn(): Promise<void> {
    this.#go?.();
    await new Promise(setImmediate);
  }
}

const passage = (text: string, ...words: string[]) => ({ atMs: 1234, text, words });

function printer(pause: Pause | null) {
  let printed = '';
  const write = (text: string): void => {
    printed += text;
  };
  return { telling: new PacedPrinter({ write }, plain, pause), printed: () => printed };
}

describe('a story on a terminal', () => {
  it('waits after each line as long as it takes to read it, and keeps nobody waiting who tells', async () => {
    const clock = new Clock();
    const { telling, printed } = printer(clock.pause);
    telling.tell([passage('One.'), passage('Two.')]);
    telling.tell([passage('Three.')]);
    expect(printed()).toBe('   1.2 s  One.\n');
    expect(clock.asked).toEqual([readingMs('   1.2 s  One.')]);
    await clock.goOn();
    expect(printed()).toBe('   1.2 s  One.\n   1.2 s  Two.\n');
    await clock.goOn();
    await clock.goOn();
    await telling.told();
    expect(printed().match(/\n/g)).toHaveLength(3);
  });

  it('goes on when more is told after all was printed', async () => {
    const clock = new Clock();
    const { telling, printed } = printer(clock.pause);
    telling.tell([passage('One.')]);
    await clock.goOn();
    telling.tell([passage('Two.')]);
    expect(printed()).toContain('Two.');
  });

  it('ends at once, with whatever was still to be told', async () => {
    const clock = new Clock();
    const { telling, printed } = printer(clock.pause);
    telling.tell([passage('One.'), passage('Two.')]);
    telling.end();
    telling.tell([passage('Three.')]);
    await telling.told();
    expect(printed()).toBe('   1.2 s  One.\n');
  });

  it('has the words below their sentence, and breaks long lines', () => {
    const { telling, printed } = printer(null);
    const long = 'a word that is explained at length, '.repeat(4);
    telling.tell([passage('One.', long)]);
    const lines = printed().trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines.slice(1)) expect(line).toMatch(/^ {10}\S/);
  });
});

it('where nobody sits before it, a story is told at once', () => {
  const { telling, printed } = printer(null);
  telling.tell([passage('One.'), passage('Two.')]);
  telling.tell([passage('Three.')]);
  return telling.told().then(() => expect(printed().match(/\n/g)).toHaveLength(3));
});
