import { createServer, type RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { firstAnswer } from '../../harness/target/first-answer.js';
import { listening } from '../load/listening.js';

const answerOf = async (listener: RequestListener, limitMs: number, signal = new AbortController().signal) => {
  await using target = await listening(createServer(listener));
  return await firstAnswer(target.url, limitMs, signal);
};

test('the status of the answer is told, whatever it is', async () => {
  expect(await answerOf((_, response) => response.writeHead(503).end('no'), 60_000)).toBe(503);
});

test('an answer that goes on for ever is no answer', async () => {
  const drip: RequestListener = (_, response) => {
    const timer = setInterval(() => response.write('x'), 5);
    response.on('close', () => clearInterval(timer));
  };
  await expect(answerOf(drip, 200)).rejects.toThrow('no whole answer within 200 ms');
});

test('nor is one that never begins', async () => {
  await expect(answerOf(() => {}, 100)).rejects.toThrow('no whole answer within 100 ms');
});

test('an answer that breaks off is none', async () => {
  const half: RequestListener = (_, response) => {
    response.writeHead(200, { 'Content-Length': 10 });
    response.write('half', () => response.destroy());
  };
  await expect(answerOf(half, 60_000)).rejects.toThrow('aborted');
});

test('whoever waits no longer ends it with their reason', async () => {
  const waiting = new AbortController();
  await expect(answerOf(() => waiting.abort(new Error('enough')), 60_000, waiting.signal)).rejects.toMatchObject({
    name: 'AbortError',
  });
});
