import { describe, expect, it } from 'vitest';
import { junit } from '../../reports/junit.js';
import { markdown } from '../../reports/markdown.js';
import { repeatAny } from '../../reports/repeat-any.js';
import { allRow } from '../../reports/terminal/all.js';
import { plain } from '../../reports/terminal/style.js';
import { summary } from '../../reports/terminal/summary.js';
import { aStudyRecord } from '../study/a-study.js';

const results = [{ name: 'cores', record: aStudyRecord() }];

describe('a study', () => {
  it('is told in a terminal section by section, then by its findings, then by its verdict', () => {
    const text = summary(aStudyRecord(), plain, 80);
    const places = ['Answers a second', 'two, shared', '1,080', '✓ pass', '✓ Passed: the check held.'].map((said) =>
      text.indexOf(said),
    );
    expect(places.every((at, i) => at > (places[i - 1] ?? 0))).toBe(true);
    expect(text.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  it('has a row among all, with the deaths and the losses of its runs', () => {
    expect(allRow(aStudyRecord())).toMatchObject({ deaths: 2, lost: 1, slowestReforkMs: null, outcome: 'passed' });
    expect(allRow(aStudyRecord({ runs: [], verdict: 'inconclusive' }))).toMatchObject({
      deaths: null,
      outcome: 'inconclusive',
    });
  });

  it('is a suite of JUnit with a case a finding', () => {
    const xml = junit(results);
    expect(xml).toContain('<testcase name="cores" classname="refork.cores" time="0"/>');
    expect(xml).toContain('tests="1" failures="0" errors="0"');
  });

  it('is a section of Markdown with its tables', () => {
    const md = markdown(results);
    expect(md).toContain('| workers | answers/s |\n| ---: | --- |\n| 1 | 600 |');
    expect(md).toContain('- cores: two, shared with the load');
  });

  it('is repeated with what its user said', () => {
    const record = aStudyRecord({
      options: { target: 'my server.js', workers: 4, durationMs: 5000, ceilingBytes: 200e6 },
    });
    expect(repeatAny(record)).toBe(
      "npx refork cores --target 'my server.js' --workers 4 --ceiling 200MB --duration 5s",
    );
  });
});
