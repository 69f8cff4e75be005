import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tail } from '../../harness/target/tail.js';

const keptLines = 40;
const keptColumns = 500;

/** The tail of a stream that was written in these pieces. */
function tailOf(pieces: readonly (string | Buffer)[]): string[] {
  const stream = new PassThrough();
  const tail = new Tail(stream);
  for (const piece of pieces) {
    stream.write(piece);
    // It would flow by itself only in the next turn of the event loop, and the pieces as one.
    stream.read();
  }
  stream.destroy();
  return tail.lines();
}

describe('a tail', () => {
  it('has each line, and the one that is not finished yet', () => {
    expect(tailOf(['one\ntwo\nthr'])).toEqual(['one', 'two', 'thr']);
    expect(tailOf(['one\n\nthree\n'])).toEqual(['one', '', 'three']);
    expect(tailOf([])).toEqual([]);
  });

  it('keeps the last forty lines, and the unfinished one besides', () => {
    const lines = Array.from({ length: 100 }, (_, i) => `line ${i}`);
    expect(tailOf([`${lines.join('\n')}\n`])).toEqual(lines.slice(-keptLines));
    expect(tailOf(lines.map((line) => `${line}\n`))).toEqual(lines.slice(-keptLines));
    expect(tailOf([`${lines.join('\n')}\nmore`])).toEqual([...lines.slice(-keptLines), 'more']);
  });

  it('cuts a line that is too long, finished or not, in one piece or in many', () => {
    const long = 'x'.repeat(keptColumns + 100);
    expect(tailOf([`${long}\nshort\n`])).toEqual(['x'.repeat(keptColumns), 'short']);
    expect(tailOf([long])).toEqual(['x'.repeat(keptColumns)]);
    expect(tailOf([...`${long}\nshort`])).toEqual(['x'.repeat(keptColumns), 'short']);
  });

  it('puts letters together that were cut in the middle', () => {
    const bytes = Buffer.from('größer\n');
    expect(tailOf([bytes.subarray(0, 3), bytes.subarray(3)])).toEqual(['größer']);
  });

  it('lives through the breaking of its stream', () => {
    const stream = new PassThrough();
    const tail = new Tail(stream);
    stream.write('last words\n');
    stream.read();
    expect(() => stream.emit('error', new Error('EPIPE'))).not.toThrow();
    expect(tail.lines()).toEqual(['last words']);
    stream.destroy();
  });

  it('says the same however its text is cut', () => {
    const text = fc.array(fc.stringMatching(/^[a-z]{0,9}$/), { maxLength: 60 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 200 }), { maxLength: 6 }), (whole, cuts) => {
        const at = [0, ...cuts, whole.length].sort((a, b) => a - b);
        const pieces = at.slice(1).map((until, i) => whole.slice(at[i], until));
        expect(tailOf(pieces)).toEqual(tailOf([whole]));
      }),
    );
  });
});
