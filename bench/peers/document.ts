import { count, mb, ms, percent, whole } from '../../harness/words/format.js';
import { figuresSay } from './claims.js';
import type { Figures } from './figures.js';
import type { Outcome } from './run-cell.js';
import type { Cell, Story } from './stories.js';

/** A cell and what came of it. */
export interface Result {
  cell: Cell;
  outcome: Outcome;
}

/** A cell's verdict in a few words. */
export function inOneLine(outcome: Outcome): string {
  if (outcome.kind === 'not installed') return 'not installed';
  if (outcome.kind === 'could not run') return `could not run: ${outcome.why.split('\n')[0]}`;
  if (outcome.kind === 'ended by the time limit') return `ended after ${outcome.limitMs / 1000} s, because it hung`;
  const { verdict, notPassed } = outcome.figures;
  return verdict === 'pass' ? 'pass' : `${verdict}: ${notPassed.join(', ')}`;
}

/** The whole document. Pure. */
export function documentOf(results: readonly Result[]): string {
  const stories = [...new Set(results.map(({ cell }) => cell.story))];
  return [
    '# Other supervisors, measured',
    'Made by `npm run peers`, and not to be edited by hand.',
    circumstances(results),
    howItWasTaken,
    '## Verdicts',
    overview(results, stories),
    ...stories.flatMap((story) => [
      `## ${story.title}`,
      storyTable(results.filter(({ cell }) => cell.story === story)),
    ]),
    "## What this says of refork's own fixture",
    figuresSay(results).join('\n'),
    '## Versions',
    versions(results),
  ]
    .join('\n\n')
    .concat('\n');
}

const howItWasTaken = `Every supervisor runs two workers of the same small app, which takes 10 ms to answer, in production mode, in an environment and a
home of its own. Each cell is one run of \`refork\`'s scenario of that name with the supervisor as its target, unmodified: 1,000 requests a second
over 20 kept-alive connections, and a prober every 10 ms. Where a documented graceful configuration exists, it has a row of its own, in the stories in
which a worker is asked to leave. egg-cluster runs over a framework of one file with what Egg itself puts around a server. The servers are in \`bench/servers\`; one cell again: \`npm run peers -- --peer pm2 --scenario crash\`.

- **lost**: requests without an answer (connection ended, or none within 10 s), a death.
- **over**: the highest sample of a worker that crossed the ceiling, over it. Sampled from outside each 50 ms.
- **nobody**: time in which no worker listened.
- **exit to serving**: from a worker's exit until its replacement listens, median and slowest; 0 where it listened before.
- A verdict names the checks that were not passed. One run a cell: what differs by a few requests does not differ.
- What ends by a signal, at V8's limit or in an endless loop takes along what it was answering, and no supervisor can save that. There
  the counts differ by chance; and where replacements die as they boot, which costs nothing, by how many of those there were.`;

function circumstances(results: readonly Result[]): string {
  const dates = results.map(({ outcome }) => outcome.at).toSorted();
  const loads = results.map(({ outcome }) => outcome.machine.load).toSorted((a, b) => a - b);
  const machine = results.at(-1)?.outcome.machine;
  if (machine === undefined) return 'Nothing was run yet.';
  const { cpus, model, memoryBytes, platform, node } = machine;
  return [
    `Taken from ${minute(dates[0])} to ${minute(dates.at(-1))} UTC on ${count(cpus, 'CPU')} (${model}), ${mb(memoryBytes)} of memory, ${platform}, Node ${node}.`,
    `Load average before a cell: ${(loads[Math.floor(loads.length / 2)] ?? 0).toFixed(1)} in the median, ${(loads.at(-1) ?? 0).toFixed(1)} at the most.`,
  ].join(' ');
}

const minute = (at: string | undefined): string => (at ?? '').slice(0, 16).replace('T', ' ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function overview(results: readonly Result[], stories: readonly Story[]): string {
  const labels = [...new Set(results.map(({ cell }) => cell.peer.label))];
  const verdict = (label: string, story: Story): string => {
    const found = results.find(({ cell }) => cell.peer.label === label && cell.story === story);
    if (found === undefined) return '–';
    return found.outcome.kind === 'ran' ? found.outcome.figures.verdict : found.outcome.kind;
  };
  return table(
    ['supervisor', ...stories.map(({ name }) => name)],
    labels.map((label) => [label, ...stories.map((story) => verdict(label, story))]),
  );
}

function storyTable(results: readonly Result[]): string {
  return table(
    ['supervisor', 'verdict', 'deaths', 'lost', 'over', 'nobody', 'exit to serving'],
    results.map(({ cell, outcome }) => [
      cell.peer.label,
      inOneLine(outcome).replaceAll('|', '\\|'),
      ...(outcome.kind === 'ran' ? figureCells(outcome.figures) : ['', '', '', '', '']),
    ]),
  );
}

function figureCells(figures: Figures): string[] {
  const { deaths, unanswered, lostPerDeath, overshoot, withoutWorkerMs, exitToServingMs, neverReplaced } = figures;
  const times = exitToServingMs === null ? [] : [`${ms(exitToServingMs.median)}, ${ms(exitToServingMs.slowest)}`];
  if (neverReplaced > 0) times.push(`${whole(neverReplaced)} never`);
  return [
    whole(deaths),
    lostPerDeath === null ? (unanswered === 0 ? '–' : `${whole(unanswered)} in all`) : perDeath(lostPerDeath),
    overshoot === null ? '–' : percent(Math.round(overshoot * 1000) / 1000),
    ms(withoutWorkerMs),
    times.join('; ') || '–',
  ];
}

/** Two decimals below ten: it is a mean of few. */
const perDeath = (n: number): string => (n < 10 ? String(Number(n.toFixed(2))) : whole(n));

function versions(results: readonly Result[]): string {
  const seen = new Map<string, string>();
  for (const { cell, outcome } of results) {
    seen.set(cell.peer.package ?? 'refork', outcome.version ?? 'not installed');
  }
  return table(
    ['package', 'version'],
    [...seen].map(([name, version]) => [name, version]),
  );
}
