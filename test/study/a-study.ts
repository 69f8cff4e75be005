import type { Study } from '../../harness/study/study.js';
import type { StudyRecord } from '../../harness/study/study-record.js';
import { merge, type Part } from '../merge.js';

/** A study that holds, as it is kept. Overrides go as deep as needed. */
export const aStudyRecord = (part: Part<StudyRecord> = {}): StudyRecord =>
  merge<StudyRecord>(
    {
      ...{ schema: 1, kind: 'study', scenario: 'cores', story: 'How much more do two workers answer?' },
      ...{ startedAt: '2026-01-31T12:00:00.000Z', durationMs: 12_000, options: {}, expectation: null, doubts: [] },
      environment: { node: 'v20.20.2', platform: 'linux', cpus: 2, refork: '0.1.0' },
      verdict: 'pass',
      checks: [
        {
          name: 'cores',
          status: 'pass',
          observed: 1.8,
          limit: 1.3,
          unit: 'times',
          summary: 'Two answered 1.8 times as much.',
        },
      ],
      sections: [
        {
          title: 'Answers a second',
          facts: [['cores', 'two, shared with the load']],
          table: {
            columns: [{ head: 'workers', align: 'right' }, { head: 'answers/s' }],
            rows: [
              ['1', '600'],
              ['2', '1,080'],
            ],
          },
        },
      ],
      runs: [
        { step: 'workers-1', record: 'workers-1/record.json', verdict: 'pass', deaths: 2, lost: 1, idleCores: 0.7 },
      ],
      interviews: [],
      toils: [],
    },
    part,
  );

/** A study that asks a server for `/` once, and finds what it is given. */
export const aStudy = (part: Partial<Study> = {}): Study => ({
  ...{ name: 'asks', story: 'It asks.' },
  steps: (options) => [{ kind: 'ask', name: 'asked', options, paths: ['/'] }],
  conclude: () => ({ findings: [], sections: [] }),
  ...part,
});
