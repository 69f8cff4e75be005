import { describe, expect, it } from 'vitest';
import type { Answer, Conclusion, Seen } from '../../harness/study/study.js';
import { inShort } from '../../studies/counting/counts.js';
import isolation from '../../studies/isolation.js';
import messages from '../../studies/messages.js';

const seen = (answers: Answer[]): Seen => ({
  interviews: [{ step: 'asked', target: 'server.js', workers: 2, answers }],
  runs: [],
  toils: [],
});
const answer = (path: string, pid: number, count: number): Answer => ({
  ...{ path, status: 200, body: JSON.stringify({ pid, count }) },
});
const twenty = Array.from({ length: 20 }, (_, i) => i);
/** Two workers by turns, each for itself. */
const eachForItself = twenty.map((i) => answer('/count', 1 + (i % 2), 1 + Math.floor(i / 2)));
/** Two workers by turns, all for all. */
const together = twenty.map((i) => answer('/count', 1 + (i % 2), i + 1));
const atTheEnd = (first: number, second: number): Answer[] =>
  twenty.map((i) => answer('/', 1 + (i % 2), i % 2 === 0 ? first : second));
const verdict = ({ findings }: Conclusion): (string | undefined)[] => [findings[0]?.status, findings[0]?.summary];

describe('isolation', () => {
  it('holds where each worker counts 1, 2, 3 … and the sum is that of all requests', () => {
    const { findings, sections } = isolation.conclude(seen(eachForItself));
    expect(findings).toMatchObject([{ name: 'isolation', status: 'pass', observed: 20, limit: 20 }]);
    expect(sections[0]?.table?.rows.at(-1)).toEqual(['together', '20', '', '20']);
  });

  it('fails where a worker counts what others saw', () => {
    expect(verdict(isolation.conclude(seen(together)))).toEqual([
      'fail',
      expect.stringContaining('Worker 1 counted 1, 3, 5, 7 … 19'),
    ]);
  });

  it('is undecided with one process, and with answers that tell no count', () => {
    expect(verdict(isolation.conclude(seen(twenty.map((i) => answer('/count', 1, i + 1)))))[0]).toBe('inconclusive');
    expect(verdict(isolation.conclude(seen([{ path: '/count', status: 200, body: 'hello' }])))[0]).toBe('inconclusive');
  });
});

describe('messages', () => {
  it('holds where every worker tells the count of all, at each request and at the end', () => {
    expect(verdict(messages.conclude(seen([...together, ...atTheEnd(20, 20)])))[0]).toBe('pass');
  });

  it('fails where each counts for itself', () => {
    expect(verdict(messages.conclude(seen([...eachForItself, ...atTheEnd(10, 10)])))[0]).toBe('fail');
  });

  it('fails where one of them has not heard of the last request', () => {
    expect(verdict(messages.conclude(seen([...together, ...atTheEnd(19, 20)])))[0]).toBe('fail');
  });

  it('is undecided where one process gave all the answers of either round', () => {
    const oneAtTheEnd = twenty.map(() => answer('/', 1, 20));
    expect(verdict(messages.conclude(seen([...together, ...oneAtTheEnd])))[0]).toBe('inconclusive');
  });
});

it('a long row of counts is told by its beginning and its end', () => {
  expect([inShort([1, 2, 3]), inShort([1, 2, 3, 4, 5, 6, 7])]).toEqual(['1, 2, 3', '1, 2, 3, 4 … 7']);
});
