import { describe, expect, it } from 'vitest';
import { storyOf } from '../../../reports/timeline/death-story.js';
import { aDeath, aDeathWithoutRefork } from '../../a-record.js';

describe('the story of a death', () => {
  it('goes from the ceiling to the first answer, in the order of time and with times from the exit', () => {
    const { steps } = storyOf(aDeath({ worker: 1, replacedBy: 3 }));
    expect(steps.map(({ words, fromExitMs }) => [words, fromExitMs])).toEqual([
      ['worker 1 crosses the ceiling', -60],
      ['worker 1 is told to go', -59],
      ['worker 3 is forked', -56],
      ['worker 1 exits with code 0', 0],
      ['worker 3 listens', 15],
      ['worker 3 gives its first answer', 18],
    ]);
  });

  it('says what the death cost', () => {
    expect(storyOf(aDeath({ lostRequests: 0 })).sentence).toBe(
      'It was sent away at the ceiling with 117 MB of memory. Its replacement served 15 ms after it went, and no request was lost.',
    );
    expect(storyOf(aDeath({ lostRequests: 1 })).sentence).toContain('and 1 request was lost');
    expect(storyOf(aDeath({ lostRequests: 21 })).sentence).toContain('and 21 requests were lost');
    expect(storyOf(aDeath({ reforkMs: 0 })).sentence).toContain('already served when it went');
  });

  it('says what did not happen', () => {
    const { sentence, missing } = storyOf(aDeathWithoutRefork({ rssBytes: null }));
    expect(sentence).toBe('It was ended by the fault. Nobody came to serve in its place, and no request was lost.');
    expect(missing).toEqual(['No replacement was forked.']);
    expect(storyOf(aDeath({ replacedBy: 5, atMs: { listening: null, firstAnswer: null } })).missing).toEqual([
      'Worker 5 was forked, but never listened.',
    ]);
    expect(storyOf(aDeath({ stillborn: true })).missing).toEqual(['It never listened: it died while it booted.']);
    expect(storyOf(aDeath({ atMs: { firstAnswer: null } })).missing).toEqual([
      'Its replacement was not seen to answer.',
    ]);
    expect(storyOf(aDeath()).missing).toEqual([]);
  });
});
