import { describe, expect, it } from 'vitest';
import { type Attack, attackOf } from '../../../trust/fire/attack.js';
import { documentOf } from '../../../trust/fire/document.js';
import { type Aftermath, wrongsOf } from '../../../trust/fire/verdict.js';

const attack = (part: Partial<Attack>): Attack => ({ ...attackOf(1), victim: 'harness', signal: 'SIGTERM', ...part });
const clean: Aftermath = { wasHit: true, ended: 130, stderr: '', brokenLines: 0, left: [] };
const wrongs = (part: Partial<Attack>, seen: Partial<Aftermath>) => wrongsOf(attack(part), { ...clean, ...seen });

describe('a run under fire', () => {
  it('that ends as it should and leaves nothing did nothing wrong', () => {
    expect(wrongs({}, {})).toEqual([]);
    expect(wrongs({ signal: 'SIGKILL' }, { ended: 'SIGKILL' })).toEqual([]);
  });

  it('must not fail its target because the harness stood still', () => {
    expect(wrongs({ signal: 'SIGSTOP' }, { ended: 2 })).toEqual([]);
    expect(wrongs({ signal: 'SIGSTOP' }, { ended: 1 })).toEqual(['it ended with 1, not with 0 or 2']);
  });

  it('without its load cannot pass', () => {
    expect(wrongs({ victim: 'load', signal: 'SIGKILL' }, { ended: 0 })).toEqual(['it ended with 0, not with 2 or 3']);
  });

  it('that was over before must end as if nothing had been done to it', () => {
    expect(wrongs({ victim: 'load', signal: 'SIGKILL' }, { wasHit: false, ended: 0 })).toEqual([]);
    expect(wrongs({ victim: 'worker', signal: 'SIGKILL' }, { wasHit: false, ended: 1 })).toHaveLength(1);
  });

  it.each<[string, Partial<Aftermath>, string]>([
    ['hangs', { ended: null }, 'it did not end within a minute'],
    ['prints a stack trace', { stderr: 'Error: x\n    at run (/a/b.js:1:2)\n' }, 'it printed a stack trace'],
    ['cuts its events', { brokenLines: 2 }, '2 lines of events.ndjson do not parse'],
    ['leaves something', { left: ['process 5 (node x)'] }, 'after 2 s there was still: process 5 (node x)'],
  ])('that %s went wrong', (_, seen, says) => {
    expect(wrongs({}, seen)).toEqual([says]);
  });
});

describe('the page about all attacks', () => {
  it('counts by kind how runs ended, and names each that went wrong', () => {
    const page = documentOf(
      [
        { seed: 6, wasHit: true, ended: 'SIGKILL', wrongs: [] },
        { seed: 12, wasHit: true, ended: 'SIGKILL', wrongs: ['it printed a stack trace'] },
        { seed: 18, wasHit: false, ended: 0, wrongs: [] },
      ],
      'a machine',
    );
    expect(page).toContain('**3 runs, seeds 6 to 18: 1 went wrong.**');
    expect(page).toContain('| SIGKILL to the harness | 3 | 2 | SIGKILL (2) | 1 |');
    expect(page).toContain('- seed 12: it printed a stack trace');
  });
});
