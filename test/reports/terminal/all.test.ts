import { describe, expect, it } from 'vitest';
import { width } from '../../../reports/plain-text.js';
import { allLine, allRow, allTable, rowWithoutRecord } from '../../../reports/terminal/all.js';
import { plain, styleFor } from '../../../reports/terminal/style.js';
import { aDeath, aDeathWithoutRefork, aRecord } from '../../a-record.js';

describe('the table of all scenarios', () => {
  const checks = aRecord().checks.map((each) => ({ ...each, status: 'fail' as const }));
  const failed = aRecord({ scenario: 'no-refork', verdict: 'fail', checks, deaths: [aDeathWithoutRefork()] });
  const control = { ...failed, expectation: { fails: 'refork' as const, consequences: [] } };
  const skipped = rowWithoutRecord('oom-kill', 'skipped', 'This machine lets nobody make a cgroup.');
  const plainly = (text: string): string[] => text.split('\n').map((line) => line.trim().replace(/ +/g, ' '));

  it('takes from a record what its row shows', () => {
    const record = aRecord({ deaths: [aDeath(), aDeath({ worker: 2, reforkMs: 212 })], ledger: { lost: 7 } });
    expect(allRow(record)).toMatchObject({
      scenario: 'leak',
      deaths: 2,
      lost: 7,
      slowestReforkMs: 212,
      availability: 1,
      outcome: 'passed',
    });
  });

  it('leaves a figure open that there is none of', () => {
    const row = allRow(aRecord({ deaths: [aDeathWithoutRefork()], prober: { answered: 0 } }));
    expect(row).toMatchObject({ slowestReforkMs: null, availability: null });
  });

  it('tells a control whose check caught it from a target that failed', () => {
    expect(allRow(failed).outcome).toBe('failed');
    expect(allRow(control).outcome).toBe('caught');
    expect(allRow(aRecord({ verdict: 'inconclusive', doubts: ['noise'] })).outcome).toBe('inconclusive');
  });

  it('shows each scenario in one row, in the order of the question, its verdict last with sign and word', () => {
    const rows = [allRow(aRecord()), allRow(failed), rowWithoutRecord('pm2', 'could not run', 'y'), skipped];
    const lines = plainly(allTable(rows, 0, plain, 160));
    expect(lines[0]).toBe('scenario what it shows deaths lost slowest refork available verdict');
    expect(lines.join('\n')).toMatch(/leak Workers leak.* 4 0 71 ms 100 % ✓ passed/);
    expect(lines.join('\n')).toMatch(/no-refork Workers leak.* 1 0 – 100 % ✗ failed/);
    expect(lines.join('\n')).toContain('pm2 y – – – – ✗ could not run');
    expect(lines.join('\n')).toContain('oom-kill This machine lets nobody make a cgroup. – – – – – skipped');
  });

  it('counts at its end what came out as it should, without what was skipped, and the time of all', () => {
    expect(plainly(allTable([allRow(aRecord()), allRow(control), skipped], 451_000, plain)).at(-2)).toBe(
      '2 of 2 scenarios came out as they should, 1 skipped, in 7 min 31 s.',
    );
    expect(plainly(allTable([allRow(aRecord()), allRow(failed)], 9400, plain)).at(-2)).toBe(
      '1 of 2 scenarios came out as they should, in 9 s.',
    );
  });

  it('says below why some did not come out as they should, and nothing of the others', () => {
    const unsure = aRecord({ scenario: 'slow', verdict: 'inconclusive', doubts: ['The harness stood still.'] });
    const lines = plainly(
      allTable([allRow(aRecord()), allRow(failed), allRow(control), allRow(unsure)], 0, plain, 160),
    );
    const from = lines.indexOf('scenario why');
    expect(lines.slice(from + 1).filter((line) => /^[a-z]/.test(line))).toEqual([
      'no-refork Failed: 1 of 1 check failed (refork). 4 deaths, each replaced; the slowest took 71 ms.',
      'slow Inconclusive: The harness stood still.',
    ]);
    expect(allTable([allRow(aRecord()), allRow(control), skipped], 0, plain)).not.toContain('why');
  });

  it('says of each how it went as soon as it is over', () => {
    expect(allLine(allRow(control), 4321, plain)).toBe('✓ caught: no-refork (4.3 s)\n');
  });

  it('fits its columns', () => {
    for (const line of allTable([allRow(aRecord()), allRow(failed)], 0, styleFor(1), 100).split('\n')) {
      expect(width(line)).toBeLessThanOrEqual(100);
    }
  });
});
