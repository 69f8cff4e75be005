/**
 * `npm run trust`: runs what has a known truth, counts how often the verdict was right, and writes docs/trust.md.
 *
 *   --runs N           how many runs to make now
 *   --for T            how long to make runs now; 10 min if neither is given
 *   --condition LIST   quiet, busy, slowed; all unless given
 *   --scenario LIST    only these
 *   --pair LIST        only these pairs, as the page names them: "leak on course-page"
 *
 * Each run goes where there are fewest so far. Counts are kept in trust/data.ndjson; the records of the odd ones in runs/trust.
 */
import { join } from 'node:path';
import { untilInterrupted } from '../harness/cli/interruption.js';
import { saveWhole } from '../harness/files.js';
import { UsageError } from '../harness/usage-error.js';
import { scenarios } from '../scenarios/index.js';
import { codeUnderTest, definitionOf } from './code.js';
import { type Finished, readData, saveData, withRun } from './data.js';
import { documentOf } from './document.js';
import { keepOdd, runFolder } from './keep.js';
import { machineInWords } from './machine.js';
import { measuresOf } from './measures.js';
import { nextTurn, type Turn } from './next.js';
import { weigh } from './outcome.js';
import { nameOf, type Pair, pairsOf } from './pairs.js';
import { runPair } from './run-pair.js';
import { readShare } from './words.js';

const dataFile = join('trust', 'data.ndjson');
const page = join('docs', 'trust.md');
const pairs = pairsOf(scenarios);
const definition = ({ scenario }: Pair): string => definitionOf(scenario);

async function makeRun({ pair, condition, runs }: Turn, signal: AbortSignal): Promise<Finished> {
  const { scenario, target, truth } = pair;
  const seed = runs + 1;
  const made = await runPair(pair, condition, seed, runFolder, signal);
  const weighed =
    made.record === null ? { outcome: 'not run' as const, says: made.says, unsure: [] } : weigh(truth, made.record);
  return {
    ...{ scenario: scenario.name, target: target?.name ?? null, definition: definition(pair) },
    ...{ condition: condition === 'quiet' && made.isDisturbed ? 'disturbed' : condition },
    ...{ code: codeUnderTest(), seed, at: new Date().toISOString() },
    ...weighed,
    measures: made.record === null ? {} : measuresOf(made.record),
  };
}

async function main(): Promise<void> {
  const share = readShare(process.argv.slice(2), pairs);
  const interruption = untilInterrupted();
  const untilMs = performance.now() + share.forMs;
  for (let made = 0; made < share.runs && performance.now() < untilMs; made += 1) {
    const turn = nextTurn(share.pairs, share.conditions, readData(dataFile), definition);
    if (turn === undefined || interruption.aborted) break;
    const run = await makeRun(turn, interruption);
    // Read again, for another call may have added to it meanwhile.
    saveData(dataFile, withRun(readData(dataFile), run, machineInWords()));
    const kept = keepOdd(run);
    const which = `${nameOf(run.scenario, run.target)}, ${run.condition}, seed ${run.seed}`;
    process.stdout.write(`${run.outcome}: ${which}: ${run.says}${kept === null ? '' : ` Kept in ${kept}`}\n`);
  }
}

try {
  await main();
} catch (error) {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof UsageError ? 3 : 130;
  if (!(error instanceof UsageError) && !/^SIG/.test((error as Error).message)) throw error;
}
saveWhole(page, documentOf(readData(dataFile), pairs, definition, codeUnderTest()));
process.stdout.write(`Written: ${page}\n`);
