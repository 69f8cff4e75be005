import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { width } from '../../../reports/plain-text.js';
import { type LiveState, type LiveWorker, view } from '../../../reports/terminal/live.js';
import { plain, styleFor } from '../../../reports/terminal/style.js';

const aWorker = (worker: number, part: Partial<LiveWorker> = {}): LiveWorker => ({
  worker,
  pid: 4100 + worker,
  ageMs: 2100,
  rssBytes: 78e6,
  state: 'serving',
  ...part,
});

const aState = (part: Partial<LiveState> = {}): LiveState => ({
  scenario: 'leak',
  elapsedMs: 4200,
  durationMs: 10_000,
  phase: 'the fault is on',
  ceilingBytes: 110e6,
  workers: [
    aWorker(1),
    aWorker(12, { rssBytes: 118e6, state: 'draining' }),
    aWorker(13, { rssBytes: null, state: 'booting' }),
  ],
  answered: 12_034,
  lost: 4,
  answeredPerS: 2010,
  lines: ['worker 1 (4101) crossed 110 MB', 'lost 4 requests on worker 1 (4101)'],
  ...part,
});

const roomy = { columns: 100, rows: 24 };

describe('view', () => {
  it('shows each worker with its memory against the ceiling, and the counts so far', () => {
    expect(view(aState(), roomy)).toEqual([
      'leak: the fault is on, 4.2 s of 10.0 s',
      '  worker 1 (4101)     2.1 s  ███████░░░   78 / 110 MB  serves',
      '  worker 12 (4112)    2.1 s  ██████████  118 / 110 MB  drains',
      '  worker 13 (4113)    2.1 s  ░░░░░░░░░░    – / 110 MB  boots',
      '12,034 requests answered, 2,010 a second, 4 lost',
      '',
      'worker 1 (4101) crossed 110 MB',
      'lost 4 requests on worker 1 (4101)',
    ]);
  });

  it('shows the figure alone where there is no ceiling', () => {
    expect(view(aState({ ceilingBytes: null }), roomy)[1]).toBe('  worker 1 (4101)     2.1 s     78 MB  serves');
  });

  it('shows as many of 64 workers as fit, and says how many more there are', () => {
    const workers = Array.from({ length: 64 }, (_, index) => aWorker(index + 1));
    const lines = view(aState({ workers, lines: [] }), { columns: 80, rows: 20 });
    expect(lines).toHaveLength(20);
    expect(lines[18]).toBe('  … 47 more');
    expect(lines[19]).toContain('12,034 requests answered');
  });

  it('keeps the newest lines of the story', () => {
    const lines = Array.from({ length: 50 }, (_, index) => `line ${index + 1}`);
    expect(view(aState({ lines }), roomy).slice(-6)).toEqual([45, 46, 47, 48, 49, 50].map((n) => `line ${n}`));
  });

  it('breaks a line of the story that is wider than the terminal, rather than cut its end', () => {
    const lines = ['worker 3 (4103) crossed 110 MB → drained → left; worker 5 serves after 71 ms'];
    expect(view(aState({ lines }), { columns: 50, rows: 24 }).slice(-3)).toEqual([
      '',
      'worker 3 (4103) crossed 110 MB → drained → left;',
      'worker 5 serves after 71 ms',
    ]);
  });

  it('warns of the ceiling in colour, but not in colour alone', () => {
    const coloured = view(aState(), roomy, styleFor(1));
    expect(coloured[2]).toContain('\u001b[31m██████████\u001b[39m  118 / 110 MB');
  });

  it('never leaves the terminal, whatever the state', () => {
    const worker = fc.record({
      worker: fc.nat(100_000),
      pid: fc.nat(9_999_999),
      ageMs: fc.integer({ min: -5, max: 1e10 }),
      rssBytes: fc.option(fc.nat(1e13)),
      state: fc.constantFrom('booting' as const, 'serving' as const, 'draining' as const, 'dead' as const),
    });
    const state = fc.record({
      scenario: fc.string({ unit: 'binary' }),
      elapsedMs: fc.nat(1e10),
      durationMs: fc.nat(1e10),
      phase: fc.string({ unit: 'binary' }),
      ceilingBytes: fc.option(fc.nat(1e10)),
      workers: fc.array(worker, { maxLength: 70 }),
      answered: fc.nat(1e12),
      lost: fc.nat(1e9),
      answeredPerS: fc.nat(1e6),
      lines: fc.array(fc.string({ unit: 'binary' })),
    });
    const size = fc.record({ columns: fc.nat(120), rows: fc.nat(40) });
    fc.assert(
      fc.property(state, size, fc.constantFrom(plain, styleFor(1)), (state, size, style) => {
        const lines = view(state, size, style);
        expect(lines.length).toBeLessThanOrEqual(size.rows);
        for (const line of lines) {
          expect(width(line)).toBeLessThanOrEqual(size.columns);
          expect(line).not.toMatch(/[\r\n]/);
        }
      }),
    );
  });
});
