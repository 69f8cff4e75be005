import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../harness/record.js';
import { width } from '../../../reports/plain-text.js';
import { plain, styleFor } from '../../../reports/terminal/style.js';
import { quietSummary, summary } from '../../../reports/terminal/summary.js';
import { aDeath, aDeathWithoutRefork, aRecord } from '../../a-record.js';

const aCheck = (part: Partial<CheckResult>): CheckResult => ({
  name: 'refork',
  limits: { withinMs: 1000 },
  status: 'pass',
  observed: 71.2,
  limit: 1000,
  unit: 'ms',
  summary: '4 deaths, each replaced; the slowest took 71 ms.',
  ...part,
});

const failing = aRecord({
  verdict: 'fail',
  checks: [
    aCheck({ status: 'fail', observed: 1800, summary: 'A replacement came late, after 1,800 ms.' }),
    aCheck({
      name: 'capacity',
      observed: 1,
      limit: 1,
      unit: 'workers',
      summary: 'Never fewer than 1 worker listened.',
    }),
    aCheck({ name: 'loss', status: 'inconclusive', observed: null, limit: 0, unit: 'requests', summary: 'None died.' }),
  ],
  ledger: { lost: 32, unattributed: 2, refused: 812, autocannonErrors: 3 },
});

const everything = aRecord({
  ...failing,
  deaths: [aDeath(), aDeathWithoutRefork({ worker: 21, pid: 1_234_567, lostRequests: 1200, signal: 'SIGABRT' })],
  doubts: [
    'The harness stalled for 1200 ms, which is more than half of the whole load that there was to be judged by.',
  ],
  notes: ['The ceiling is below what a worker needs to boot.'],
  stderr: ['\u001b[2JError: boom', `at ${'x'.repeat(500)}`],
  settings: { target: `/very/${'long/'.repeat(50)}server.js` },
});

/** A line with the runs of blanks that columns are made of as one. */
const squeezed = (text: string): string[] => text.split('\n').map((line) => line.trim().replace(/ +/g, ' '));

describe('summary', () => {
  it('begins with the story and ends with the verdict', () => {
    const lines = summary(aRecord(), plain).trimEnd().split('\n');
    expect(lines[0]).toBe(
      'leak: Workers leak with every request, and are recycled at the ceiling before a client notices.',
    );
    expect(lines.at(-1)).toBe('✓ Passed: the check held.');
  });

  it('tells of each death when it happened, counted from its exit, and who came after it', () => {
    expect(squeezed(summary(aRecord(), plain))).toEqual(
      expect.arrayContaining([
        '4 deaths',
        'worker why ended memory exit at crossed told fork listens answers lost next',
        '1 (4101) ceiling code 0 117 MB 3.1 s −60 −59 −56 +15 +18 0 → 3',
        '4 (4104) ceiling code 0 117 MB 6.4 s −60 −59 −56 +71 +74 0 → 6',
      ]),
    );
  });

  it('says "never" of a worker that nobody replaced', () => {
    const text = summary(aRecord({ deaths: [aDeath(), aDeathWithoutRefork({ worker: 2, lostRequests: 12 })] }), plain);
    expect(squeezed(text)).toContain('2 (4102) fault code 1 117 MB 3.1 s – – – never – 12 –');
  });

  it('says of a request that hung until the end how long it had waited, and of one that had just been sent nothing', () => {
    const said = (oldestInFlightMs: number) => summary(aRecord({ ledger: { inFlight: 3, oldestInFlightMs } }), plain);
    expect(said(4200)).toContain('the oldest had waited 4,200 ms by then');
    expect(said(999)).not.toContain('had waited');
  });

  it('leaves out columns that say nothing of any death', () => {
    const text = summary(aRecord({ deaths: [aDeathWithoutRefork()] }), plain);
    expect(squeezed(text)).toContain('worker why ended memory exit at listens lost');
  });

  it('shows 20 deaths and counts the others, those left out of the record too', () => {
    const deaths = Array.from({ length: 25 }, (_, index) => aDeath({ worker: index + 1 }));
    const text = summary(aRecord({ deaths, leftOut: { deaths: 400, events: 0 } }), plain);
    expect(text).toContain('425 deaths');
    expect(text).toContain('20 (4120)');
    expect(text).not.toContain('21 (4121)');
    expect(text).toContain('… and 405 more');
  });

  it('writes out the identity of the ledger, and what autocannon said beside it', () => {
    const lines = squeezed(summary(failing, plain));
    expect(lines).toContain('20,052 sent = 20,000 answered 2xx + 0 answered otherwise');
    expect(lines).toContain('+ 32 lost + 0 timed out + 12 superseded + 8 in flight');
    expect(lines).toContain(
      '812 connections refused; of the lost, 2 explained by no death; autocannon itself said: 3 errors',
    );
  });

  it('says of lost requests when deaths explain them all', () => {
    expect(summary(aRecord({ ledger: { lost: 32 } }), plain)).toContain('of the lost, each explained by a death;');
  });

  it('does not put an equals sign into a sum that is wrong', () => {
    const text = summary(aRecord({ ledger: { sent: 20_030 } }), plain);
    expect(text).toContain('20,030 sent ≠ 20,000 answered 2xx');
    expect(text).toContain('The sum is wrong by 10');
  });

  it('tells what the prober saw, and what it had to leave uncounted', () => {
    const prober = { failed: 25, voided: 12, longestOutageMs: 412, longestOutageAtMs: 4123 };
    expect(summary(aRecord({ prober }), plain, 120)).toContain(
      '95.24 % of 525 answered; longest outage 412 ms, from 4.1 s on; p50 2.1 ms, p99 12 ms; 12 voided,',
    );
    expect(summary(aRecord({ prober: { answered: 0, voided: 9 } }), plain)).toContain(
      'it saw nothing that counts; 9 voided',
    );
  });

  it('gives every check a sign and a word, what was observed and the limit', () => {
    expect(squeezed(summary(failing, plain))).toEqual(
      expect.arrayContaining([
        '✗ fail refork 1,800 ms 1,000 ms A replacement came late, after 1,800 ms.',
        '✓ pass capacity 1 worker 1 worker Never fewer than 1 worker listened.',
        '? inconclusive loss – 0 requests None died.',
      ]),
    );
  });

  it('does not round an availability up to the whole', () => {
    const checks = [aCheck({ name: 'availability', observed: 99.9996, limit: 99.99, unit: '%' })];
    expect(squeezed(summary(aRecord({ checks }), plain)).join('\n')).toContain('availability 99.9996 % 99.99 %');
  });

  it('says of a control that failing was expected', () => {
    const control = aRecord({ ...failing, expectation: { fails: 'refork', consequences: ['capacity'] } });
    const text = summary(control, plain, 200);
    expect(text).toContain(
      'This is a control: its server is broken on purpose, and the check refork must catch it, and capacity may fail with it.',
    );
    expect(text.trimEnd().split('\n').at(-1)).toMatch(/^✓ refork failed, as it should/);
  });

  it('shows doubts, notes and the last words of the target, harmlessly', () => {
    const text = summary(everything, plain);
    expect(text).toContain('In doubt: The harness stalled for 1200 ms');
    expect(text).toContain('Note: The ceiling is below what a worker needs to boot.');
    expect(text).toContain('\n  Error: boom\n');
    expect(text).not.toContain('\u001b');
  });

  it('shows nothing of a stranger that could do harm', () => {
    const evil = '\u001b[2J\u0007evil';
    const checks = [aCheck({ summary: evil })];
    const hostile = aRecord({
      scenario: evil,
      story: evil,
      checks,
      settings: { target: evil },
      notes: [evil],
      doubts: [evil],
    });
    expect(summary(hostile, plain)).not.toMatch(/[^\P{Cc}\n]/u);
    expect(quietSummary(hostile, plain)).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('has no blanks at the end of a line', () => expect(summary(everything, plain)).not.toMatch(/ \n/));

  it.each([80, 100, 120])('fits %d columns', (columns) => {
    for (const record of [aRecord(), failing, everything, aRecord({ deaths: [] })]) {
      for (const line of summary(record, styleFor(1), columns).split('\n')) {
        expect(width(line), line).toBeLessThanOrEqual(columns);
      }
    }
  });

  it('says the same with colour as without', () => {
    const coloured = summary(everything, styleFor(1));
    expect(coloured).toContain('\u001b[31m✗ fail\u001b[39m');
    expect(stripVTControlCharacters(coloured)).toBe(summary(everything, plain));
  });
});

describe('quietSummary', () => {
  it('is the verdict alone where nothing failed', () => {
    expect(quietSummary(aRecord(), plain)).toBe('✓ Passed: the check held.\n');
  });

  it('names what failed, and nothing that passed', () => {
    const text = quietSummary(failing, plain);
    expect(text).toContain('✗ fail');
    expect(text).not.toContain('capacity');
    expect(text).toMatch(/✗ Failed: 1 of 3 checks failed/);
  });
});
