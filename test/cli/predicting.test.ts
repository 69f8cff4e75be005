import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type Answers, askPrediction } from '../../harness/cli/predicting.js';
import type { Prediction } from '../../reports/predict/questions.js';

const never = new AbortController().signal;

interface Talk {
  asked: string;
  answer: Promise<Prediction>;
  input: PassThrough;
}

function talk(isTTY: boolean, signal = never): Talk {
  const input = new PassThrough();
  const going: Talk = { asked: '', input, answer: Promise.resolve({ deaths: 0, noticed: false, lost: 0 }) };
  const write = (text: string): void => {
    going.asked += text;
  };
  going.answer = askPrediction(Object.assign(input, { isTTY }) as Answers, { write }, signal);
  return going;
}

describe('a prediction through a pipe', () => {
  it('is one answer a line', async () => {
    const going = talk(false);
    going.input.end('7\nno\n0\n');
    expect(await going.answer).toEqual({ deaths: 7, noticed: false, lost: 0 });
    expect(going.asked).toMatch(
      /^How many workers will die\? 7\nWill a visitor notice, .*\? no\nHow many .* lost\? 0\n$/,
    );
  });

  it('needs all of them, and says which is missing', async () => {
    const going = talk(false);
    going.input.end('7\n');
    await expect(going.answer).rejects.toThrow(/needs 3 answers, and the standard input had 1: "Will a visitor notice/);
  });

  it('refuses what is no answer, and says what would be', async () => {
    const going = talk(false);
    going.input.end('a few\nno\n0\n');
    await expect(going.answer).rejects.toThrow(
      '"a few" does not answer "How many workers will die?" Give a whole number',
    );
  });
});

describe('a prediction at a terminal', () => {
  it('is asked for again where it is none', async () => {
    const going = talk(true);
    going.input.end('a few\n3\nperhaps\nyes\n12\n');
    expect(await going.answer).toEqual({ deaths: 3, noticed: true, lost: 12 });
    expect(going.asked).toContain('How many workers will die? Give a whole number, such as 3. Will a visitor');
  });

  it('ends with the reason for which the run is given up', async () => {
    const interruption = new AbortController();
    const going = talk(true, interruption.signal);
    interruption.abort(new Error('SIGINT'));
    await expect(going.answer).rejects.toThrow('SIGINT');
  });
});
