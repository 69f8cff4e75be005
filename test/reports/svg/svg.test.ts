import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { svg } from '../../../reports/svg/svg.js';
import { aDeathWithoutRefork, aRecord } from '../../a-record.js';
import { aLongRun } from '../a-long-run.js';

const classes = (drawn: string, name: string): number =>
  drawn.match(new RegExp(`class="[^"]*\\b${name}\\b`, 'g'))?.length ?? 0;

describe('a picture of a run', () => {
  it('has a bar that is full for each worker that served, and a cross for each death', () => {
    const drawn = svg(aRecord());
    expect(classes(drawn, 'full')).toBe(6);
    expect(classes(drawn, 'cross')).toBe(4);
    for (const worker of [1, 2, 3, 4, 5, 6]) expect(drawn).toContain(`<title>worker ${worker} (${4100 + worker})`);
  });

  it('has the ceiling, and the memory of whoever was sampled', () => {
    expect(svg(aRecord())).toContain('>ceiling 115 MB</text>');
    expect(classes(svg(aRecord()), 'curve')).toBe(1);
    expect(svg(aRecord({ settings: { ceilingBytes: null } }))).not.toContain('ceiling 1');
  });

  it('shows a place that nobody holds, and lost requests where they were lost', () => {
    const lost = Array.from({ length: 103 }, (_, i) => (i === 31 ? 7 : 0));
    const [, ...others] = aRecord().deaths;
    const events = aRecord().events.filter((event) => !('worker' in event) || event.worker !== 5);
    const alone = aDeathWithoutRefork({ worker: 3, atMs: { exit: 6060 } });
    const drawn = svg(
      aRecord({ series: { lost }, events, deaths: [...others.filter(({ worker }) => worker !== 3), alone] }),
    );
    expect(classes(drawn, 'lost')).toBe(1);
    expect([classes(svg(aRecord()), 'gap'), classes(drawn, 'gap') > 0]).toEqual([0, true]);
  });

  it('tells in words what it shows', () => {
    expect(svg(aRecord())).toMatch(
      /<desc>2 workers served 20 connections for 10 s\. .* Passed: the check held\.<\/desc>/,
    );
  });

  it('is the same for the same record, and light', () => {
    expect(svg(aRecord())).toBe(svg(aRecord()));
    expect(svg(aRecord()).length).toBeLessThan(12_000);
    expect(svg(aLongRun()).length).toBeLessThan(600_000);
  });

  it('is whole XML that runs nothing, whatever a scenario and a fault are called', async () => {
    const hostile = '<script>alert(1)</script>\u0000\u001b[2J"\'&]]>';
    const drawn = svg(
      aRecord({ scenario: hostile, story: hostile, settings: { fault: { name: hostile, options: {} } } }),
    );
    expect(drawn).not.toContain('<script');
    const { errors } = await validateXML({ xml: drawn, normalization: 'format' });
    expect(errors).toEqual([]);
  });

  it('of a run that saw nothing is a picture too', () => {
    const empty = { answered: [], lost: [], listening: [], p50Ms: [], p99Ms: [], probesAnswered: [], probesFailed: [] };
    const drawn = svg(aRecord({ events: [], deaths: [], series: { ...empty, rssBytes: {} } }));
    expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
  });
});
