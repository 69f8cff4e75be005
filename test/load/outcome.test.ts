import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeFlight } from '../../harness/load/outcome.js';

const timeoutMs = 2_000;
const judge = (how: 'answered' | 'broken' | 'unsent' | 'expired', latencyMs: number, crossedStall: boolean) =>
  judgeFlight({ how, latencyMs, crossedStall }, timeoutMs);

describe('the outcome of a probe', () => {
  it('is answered, with its latency, where the whole answer came in time', () => {
    expect(judge('answered', 12, false)).toEqual({ outcome: 'answered', latencyMs: 12 });
  });

  it('is failed where the answer came too late', () => {
    expect(judge('answered', timeoutMs + 1, false)).toEqual({ outcome: 'failed', latencyMs: null });
  });

  it('is failed where no answer came in time', () => {
    expect(judge('expired', timeoutMs, false)).toEqual({ outcome: 'failed', latencyMs: null });
  });

  it('is void where its time ran out over a stall of the harness', () => {
    expect(judge('expired', timeoutMs, true)).toEqual({ outcome: 'void', latencyMs: null });
  });

  it('is failed where the target broke it, also over a stall of the harness', () => {
    expect(judge('broken', 5, true)).toEqual({ outcome: 'failed', latencyMs: null });
  });

  it('stays answered over a stall of the harness, without a latency, however late it was read', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (latencyMs) => {
        expect(judge('answered', latencyMs, true)).toEqual({ outcome: 'answered', latencyMs: null });
      }),
    );
  });

  it('is void where this machine could not send it, whatever else happened', () => {
    expect(judge('unsent', 1, false)).toEqual({ outcome: 'void', latencyMs: null });
    expect(judge('unsent', timeoutMs + 1, true)).toEqual({ outcome: 'void', latencyMs: null });
  });

  it('is never void without a stall', () => {
    fc.assert(
      fc.property(fc.constantFrom('answered', 'broken', 'expired'), fc.nat(100_000), (how, latencyMs) => {
        expect(judge(how, latencyMs, false).outcome).not.toBe('void');
      }),
    );
  });
});
