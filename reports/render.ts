import type { RunRecord } from '../harness/record.js';
import type { StudyRecord } from '../harness/study/study-record.js';
import { html } from './html.js';
import { junit } from './junit.js';
import { markdown } from './markdown.js';
import type { Result } from './result.js';
import { studyHtml } from './study-html.js';
import { chartSvg } from './svg/chart.js';
import { svg } from './svg/svg.js';

/** The reports that are a file a run, by their `--format`. The record itself is none of them: a run keeps it as it ends. */
export const runReports: Readonly<Record<string, { file: string; render: (record: RunRecord) => string }>> = {
  html: { file: 'report.html', render: html },
  svg: { file: 'picture.svg', render: svg },
};

/** Those of a study. It has a picture only where it has something to draw. */
export const studyReports: Readonly<Record<string, { file: string; render: (record: StudyRecord) => string | null }>> =
  {
    html: { file: 'report.html', render: studyHtml },
    svg: {
      file: 'picture.svg',
      render({ sections }) {
        const chart = sections.find((section) => section.chart !== undefined)?.chart;
        return chart === undefined ? null : chartSvg(chart);
      },
    },
  };

/** The reports that are a file a call, over all its runs: one that a CI job picks up, however many runs there were. */
export const callReports: Readonly<Record<string, { file: string; render: (results: readonly Result[]) => string }>> = {
  junit: { file: 'junit.xml', render: junit },
  markdown: { file: 'report.md', render: markdown },
};
