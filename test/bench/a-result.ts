import type { Result } from '../../bench/peers/document.js';
import type { Figures } from '../../bench/peers/figures.js';
import type { Outcome } from '../../bench/peers/run-cell.js';
import type { Story } from '../../bench/peers/stories.js';

const story: Story = { name: 'leak', scenario: 'leak', title: 'Workers leak', options: {} };

const circumstances = {
  at: '2026-01-31T12:00:00.000Z',
  version: '1.2.3',
  machine: { cpus: 2, model: 'a CPU', memoryBytes: 8e9, platform: 'linux x64', node: 'v20.20.2', load: 0.4 },
};

/** Four recycles that cost nothing. */
export const someFigures = (part: Partial<Figures> = {}): Figures => ({
  verdict: 'pass',
  notPassed: [],
  deaths: 4,
  unanswered: 0,
  lostPerDeath: 0,
  overshoot: 0.02,
  withoutWorkerMs: 0,
  exitToServingMs: { median: 0, slowest: 12 },
  neverReplaced: 0,
  ...part,
});

export const ran = (figures: Figures = someFigures()): Outcome => ({ ...circumstances, kind: 'ran', figures });
export const notInstalled = (): Outcome => ({ ...circumstances, version: null, kind: 'not installed' });
export const couldNotRun = (why: string): Outcome => ({ ...circumstances, kind: 'could not run', why });

/** What came of a peer in a story; both are made up. */
export const aResult = (name: string, outcome: Outcome = ran()): Result => ({
  cell: { peer: { name, label: name, package: name === 'refork' ? null : name, server: { file: name } }, story },
  outcome,
});
