import { describe, expect, it } from 'vitest';
import type { LiveState } from '../../../reports/terminal/live.js';
import { Painter } from '../../../reports/terminal/painter.js';
import { PlainPrinter } from '../../../reports/terminal/plain-printer.js';
import { screenFor } from '../../../reports/terminal/screen-for.js';
import { plain } from '../../../reports/terminal/style.js';

const aState = (part: Partial<LiveState> = {}): LiveState => ({
  scenario: 'leak',
  elapsedMs: 4200,
  durationMs: 10_000,
  phase: 'the fault is on',
  ceilingBytes: null,
  workers: [],
  answered: 1,
  lost: 0,
  answeredPerS: 1,
  lines: [],
  ...part,
});

/** A terminal that keeps what was written to it. */
function aTerminal({ isTTY = true, columns = 80, rows = 24 } = {}) {
  const written: string[] = [];
  return { written, isTTY, columns, rows, write: (text: string) => written.push(text) };
}

const hide = '\u001b[?25l';
const show = '\u001b[?25h';

describe('Painter', () => {
  it('takes the usual size for a terminal that says it has none', () => {
    const terminal = aTerminal({ columns: 0, rows: 0 });
    new Painter(terminal, plain, () => 0).show(aState());
    expect(terminal.written.join('')).toContain('leak: the fault is on, 4.2 s of 10.0 s\n1 request answered');
  });

  it('hides the cursor, paints in place over what it painted before, and gives the cursor back', () => {
    const terminal = aTerminal();
    let now = 0;
    const painter = new Painter(terminal, plain, () => now);
    const first = 'leak: the fault is on, 4.2 s of 10.0 s\n1 request answered, 1 a second, 0 lost\n';
    const second = first.replace('4.2', '4.3');
    painter.show(aState());
    now = 100;
    painter.show(aState({ elapsedMs: 4300 }));
    painter.finish();
    expect(terminal.written).toEqual([hide, first, `\u001b[2A\r\u001b[0J${second}`, '\u001b[2A\r\u001b[0J', show]);
  });

  it('paints at most ten times a second', () => {
    const terminal = aTerminal();
    let now = 0;
    const painter = new Painter(terminal, plain, () => now);
    for (; now < 1000; now += 10) painter.show(aState());
    painter.finish();
    expect(terminal.written.filter((text) => text.includes('leak'))).toHaveLength(10);
  });

  it('erases all of a view that a narrower terminal has broken into more rows', () => {
    const terminal = aTerminal();
    const painter = new Painter(terminal, plain, () => 0);
    painter.show(aState());
    terminal.columns = 20;
    painter.finish();
    expect(terminal.written.at(-2)).toBe('\u001b[4A\r\u001b[0J');
  });

  it('gives the cursor back when the process exits without a finish, and leaves no listener after one', () => {
    const terminal = aTerminal();
    const before = process.listenerCount('exit');
    const painter = new Painter(terminal, plain, () => 0);
    painter.show(aState());
    expect(process.listenerCount('exit')).toBe(before + 1);
    // What process.exit would call, without ending this one.
    const listener = process.listeners('exit').at(-1) as () => void;
    listener();
    expect(terminal.written.at(-1)).toBe(show);
    painter.finish();
    expect(process.listenerCount('exit')).toBe(before);
    expect(terminal.written.filter((text) => text === show)).toHaveLength(1);
  });

  it('that never painted writes nothing', () => {
    const terminal = aTerminal();
    const painter = new Painter(terminal, plain);
    painter.finish();
    painter.finish();
    expect(terminal.written).toEqual([]);
  });
});

describe('PlainPrinter', () => {
  it('prints lines with their time and no control codes, and no view', () => {
    const terminal = aTerminal({ isTTY: false });
    const printer = new PlainPrinter(terminal);
    printer.tell(12_345, ['worker 1 (4101) left', 'the fault \u001b[2Jx is on']);
    printer.show();
    printer.finish();
    expect(terminal.written).toEqual(['  12.3 s  worker 1 (4101) left\n', '  12.3 s  the fault x is on\n']);
  });
});

describe('screenFor', () => {
  const style = plain;

  it('paints on a terminal', () => {
    expect(screenFor({ output: aTerminal(), quiet: false, env: {}, style })).toBeInstanceOf(Painter);
  });

  it.each([
    ['in a pipe', aTerminal({ isTTY: false }), {}],
    ['under CI', aTerminal(), { CI: 'true' }],
    ['on a dumb terminal', aTerminal(), { TERM: 'dumb' }],
  ])('prints plain lines %s', (_, output, env) => {
    expect(screenFor({ output, quiet: false, env, style })).toBeInstanceOf(PlainPrinter);
  });

  it('writes nothing when quiet', () => {
    const output = aTerminal();
    const screen = screenFor({ output, quiet: true, env: {}, style });
    screen.tell(1, ['x']);
    screen.show(aState());
    screen.finish();
    expect(output.written).toEqual([]);
  });
});
