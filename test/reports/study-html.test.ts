import { describe, expect, it } from 'vitest';
import { studyReports } from '../../reports/render.js';
import { studyHtml } from '../../reports/study-html.js';
import { aChartedStudy } from '../study/a-charted-study.js';
import { aStudyRecord } from '../study/a-study.js';

describe('the page of a study', () => {
  it('says what was found, what was seen, where its runs are, and how to make it again', () => {
    const page = studyHtml(aStudyRecord());
    for (const said of [
      '<h1 class="verdict pass">',
      'Two answered 1.8 times as much.',
      '<dt>cores</dt><dd>two, shared with the load</dd>',
      '<th class="figure">workers</th><th>answers/s</th>',
      '<td class="figure">2</td><td>1,080</td>',
      '<a href="workers-1/report.html">workers-1</a>',
      'npx refork cores',
    ]) {
      expect(page).toContain(said);
    }
  });

  it('has no script, and a policy that allows none', () => {
    const page = studyHtml(aChartedStudy());
    expect(page).not.toContain('<script');
    expect(page).toContain("default-src 'none'; style-src 'sha256-");
    expect(page).not.toContain('script-src');
  });

  it('takes everything from a target for text', () => {
    const page = studyHtml(
      aStudyRecord({
        story: '<em>',
        sections: [
          {
            title: '<img src=x>',
            facts: [['a "b"', '</main><b>']],
            table: { columns: [{ head: '<i>' }], rows: [['<u>']] },
          },
        ],
        runs: [{ step: '"><x', record: 'a"b/record.json', verdict: 'pass', deaths: 0, lost: 0, idleCores: null }],
      }),
    );
    expect(page).not.toMatch(/<(em|img|i|u|x)[ >]/);
    expect(page.match(/<\/main>/g)).toHaveLength(1);
    expect(page).toContain('href="a%22b/report.html"');
  });

  it('draws its chart', () => {
    const page = studyHtml(aChartedStudy());
    expect(page.match(/<path /g)).toHaveLength(3);
    expect(page).toContain('must go at 200 MB');
    expect(page).toContain('class="outage"');
    expect(page).toContain('>Sat<');
  });
});

describe('the picture of a study', () => {
  it('is its chart, and there is none without', () => {
    expect(studyReports.svg?.render(aStudyRecord())).toBeNull();
    const picture = studyReports.svg?.render(aChartedStudy()) ?? '';
    expect(picture).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(picture).toContain('<style>');
    expect(picture).toContain('a cluster: 2 curves, the highest value is 130.');
  });
});
