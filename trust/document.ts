import { wilson } from '../harness/uncertainty.js';
import { percent, whole } from '../harness/words/format.js';
import { type Cell, conditions, sumOf, type Tally, type TrustData, tallyOf } from './data.js';
import { extremesOf, type Known } from './extremes.js';
import { nameOf, type Pair, type Truth } from './pairs.js';
import { table } from './table.js';

/**
 * The page: what the data say of the pairs as they are now. Rates are of the code as it is now, with those of earlier code beside
 * them; extremes, and what went wrong, are of all. Runs of scenarios that were defined otherwise are left out, and counted.
 */
export function documentOf(
  data: TrustData,
  pairs: readonly Pair[],
  definitionOf: (pair: Pair) => string,
  codeNow: string,
): string {
  const known = pairs.map((pair): Known => {
    const definition = definitionOf(pair);
    const isOf = ({ scenario, target }: Cell): boolean =>
      scenario === pair.scenario.name && target === (pair.target?.name ?? null);
    return { pair, cells: data.cells.filter((cell) => isOf(cell) && cell.definition === definition) };
  });
  const used = known.flatMap(({ cells }) => cells);
  const older = runsOf(data.cells) - runsOf(used);
  const now = withCode(known, codeNow);
  return [
    ...opening(data, used, older, codeNow),
    ...['## In short', '', `With the code as it is now, ${codeNow}.`, ''],
    ...byCondition(now),
    ...[
      '## By pair',
      '',
      'With the same code. A number alone is of runs that came out right; what did not is named.',
      '',
    ],
    ...byPair(now),
    ...earlierCode(known, codeNow),
    ...oddOnes(used),
    ...unsureOf(used),
    ...extremesOf(known),
  ].join('\n');
}

const runsOf = (cells: readonly Cell[]): number => sumOf(tallyOf(cells));

function opening({ machines }: TrustData, used: readonly Cell[], older: number, codeNow: string): string[] {
  const codes = Object.entries(perCode(used)).map(([code, runs]) => `${code} (${whole(runs)})`);
  return [
    '# How far the verdicts can be trusted',
    '',
    'Made by `npm run trust`, and not to be edited by hand.',
    '',
    `${whole(runsOf(used))} whole runs, each a command line of its own. ${machines.map((each) => `Made on ${each}.`).join(' ')}`,
    ...(older > 0
      ? [`${whole(older)} more were made of scenarios that have been defined otherwise since, and are left out.`]
      : []),
    `Runs by the last commit of the code under test: ${codes.join(', ') || 'none yet'}.`,
    `**With the code as it is now, ${codeNow}, there are ${whole(perCode(used)[codeNow] ?? 0)}.**`,
    '',
    'Of each pair of a scenario and a server it is known beforehand what must come out. A *good* server is one that survives: our own',
    "fixture, and the course's server, which reforks and does not drain. A *broken* one has a defect that has to be caught.",
    '',
    '- **quiet**: nothing else runs. A run in which others took more than a tenth of the CPUs all the same is **disturbed**.',
    '- **busy**: one endless loop for each core runs beside it.',
    '- **slowed**: the harness is stopped and continued at random: each 50 to 1,000 ms for up to 20, 60, 150 or 400 ms, or each 2 to',
    '  6 s for 1 to 4 s. Pair and seed give the moments.',
    '- **paused**: the harness, its load and its target are stopped and continued together, as a virtual machine is: each 1.5 to 5 s',
    '  for 0.3 to 4 s.',
    '- **throttled**: a CPU limit (cgroup) holds all of them to 0.3 to 1.2 of a CPU together, as a small container is held.',
    '- **false pass**: a broken server passed. **false failure**: a good one failed, or a control failed a check that its defect does',
    '  not explain. **inconclusive**: refork said that it could not tell. **judged otherwise**: the saved record, judged again, did not',
    '  get the same verdict and checks to the last character. **not run**: there was no verdict.',
    '- **seed**: the number of a run among those of its pair under its condition, from 1 on, with whatever code; quiet and disturbed',
    '  runs are numbered together.',
    "- An interval is Wilson's, of 95 % (Wilson 1927; Brown, Cai and DasGupta 2001).",
    '',
  ];
}

function perCode(cells: readonly Cell[]): Record<string, number> {
  const runs: Record<string, number> = {};
  for (const [code, tally] of cells.flatMap(({ byCode }) => Object.entries(byCode))) {
    runs[code] = (runs[code] ?? 0) + sumOf(tally);
  }
  return runs;
}

/** `0 of 500: below 0.76 %`, `3 of 20: 15 % (5.24 to 36.04 %)`. */
export function rate(hits: number, runs: number): string {
  if (runs === 0) return '–';
  const { from, to } = wilson(hits, runs);
  const range = hits === 0 ? `below ${percent(to)}` : `${percent(from).replace(' %', '')} to ${percent(to)}`;
  return `${whole(hits)} of ${whole(runs)} (${range})`;
}

const isGood = (truth: Truth): boolean => truth === 'pass';

function byCondition(known: readonly Known[]): string[] {
  const rows = conditions.map((condition) => {
    const under = (wanted: (truth: Truth) => boolean): Tally =>
      tallyOf(
        known
          .filter(({ pair }) => wanted(pair.truth))
          .flatMap(({ cells }) => cells.filter((cell) => cell.condition === condition)),
      );
    const [good, broken, all] = [under(isGood), under((truth) => !isGood(truth)), under(() => true)];
    const judged = (tally: Tally): number => sumOf(tally) - (tally['not run'] ?? 0);
    return [
      condition,
      whole(sumOf(all)),
      rate(broken['false pass'] ?? 0, judged(broken)),
      rate(all['false failure'] ?? 0, judged(all)),
      rate(good.inconclusive ?? 0, judged(good)),
      rate(broken.inconclusive ?? 0, judged(broken)),
      whole(all.otherwise ?? 0),
      whole(all['not run'] ?? 0),
    ];
  });
  const heads = [
    ...['condition', 'runs', 'false passes, of broken servers', 'false failures, of all'],
    ...['inconclusive, of good servers', 'inconclusive, of broken ones', 'judged otherwise', 'not run'],
  ];
  return [...table(heads, rows), ''];
}

const must: Record<Truth, string> = { pass: 'pass', fail: 'fail', caught: 'be caught' };

function byPair(known: readonly Known[]): string[] {
  const rows = known.map(({ pair, cells }) => [
    nameOf(pair.scenario.name, pair.target?.name ?? null),
    must[pair.truth],
    ...conditions.map((condition) => inShort(tallyOf(cells.filter((cell) => cell.condition === condition)))),
  ]);
  return [...table(['pair', 'must', ...conditions], rows), ''];
}

/** The same pairs, with what is on record of them with one code alone. */
const withCode = (known: readonly Known[], code: string): Known[] =>
  known.map(({ pair, cells }) => ({
    pair,
    cells: cells.map((cell) => ({ ...cell, byCode: { [code]: cell.byCode[code] ?? {} } })),
  }));

function earlierCode(known: readonly Known[], codeNow: string): string[] {
  const codes = Object.keys(perCode(known.flatMap(({ cells }) => cells))).filter((code) => code !== codeNow);
  if (codes.length === 0) return [];
  const sections = codes.flatMap((code) => [`### ${code}`, '', ...byCondition(withCode(known, code))]);
  return [
    '## With earlier code',
    '',
    'Made before the code under test was changed. What went wrong in them is named below, with its code.',
    '',
    ...sections,
  ];
}

function inShort({ right = 0, ...others }: Tally): string {
  const named = Object.entries(others).map(([outcome, n]) => `${n} ${outcome}`);
  const all = right > 0 || named.length === 0 ? [String(right), ...named] : named;
  return all.join(', ').replace(/^0$/, '–');
}

function oddOnes(cells: readonly Cell[]): string[] {
  const rows = cells.flatMap(({ scenario, target, condition, odd }) =>
    odd.map(({ outcome, code, seed, at, says }) => [
      ...[
        outcome,
        nameOf(scenario, target),
        condition,
        String(seed),
        code,
        at.slice(0, 16).replace('T', ' '),
        inOneCell(says),
      ],
    ]),
  );
  const none = 'There is none.';
  const heads = ['what', 'pair', 'condition', 'seed', 'code', 'when (UTC)', 'what it said'];
  return ['## The odd ones out', '', ...(rows.length === 0 ? [none] : table(heads, rows)), ''];
}

const inOneCell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 300);

function unsureOf(cells: readonly Cell[]): string[] {
  const rows = conditions.flatMap((condition) => {
    const counts: Record<string, number> = {};
    for (const [name, n] of cells
      .filter((cell) => cell.condition === condition)
      .flatMap(({ unsure }) => Object.entries(unsure))) {
      counts[name] = (counts[name] ?? 0) + n;
    }
    const most = Object.entries(counts).sort(([, a], [, b]) => b - a);
    return most.length === 0 ? [] : [[condition, most.map(([name, n]) => `${name} ${whole(n)}`).join(', ')]];
  });
  return [
    '## What could not be judged',
    '',
    ...(rows.length === 0 ? ['Nothing.'] : table(['condition', 'how often'], rows)),
    '',
  ];
}
