import { join } from 'node:path';
import { saveWhole } from '../harness/files.js';
import { scenarios } from '../scenarios/index.js';
import { runTool } from '../tools/command-line.js';
import { codeUnderTest, definitionOf } from './code.js';
import { tryCpuLimit } from './cpu-limit.js';
import { type Finished, readData, saveData, withRun } from './data.js';
import { documentOf } from './document.js';
import { keepOdd, runFolder } from './keep.js';
import { machineInWords } from './machine.js';
import { measuresOf } from './measures.js';
import { nextTurn, type Turn } from './next.js';
import { isWrong, weigh } from './outcome.js';
import { nameOf, type Pair, pairsOf } from './pairs.js';
import { runPair } from './run-pair.js';
import { readShare, type Share, trust } from './words.js';

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

async function thoseToBeHad(conditions: Share['conditions']): Promise<Share['conditions']> {
  const canThrottle = await tryCpuLimit().then(
    () => true,
    () => false,
  );
  return conditions.filter((condition) => condition !== 'throttled' || canThrottle);
}

await runTool(trust, async (values, interruption) => {
  const share = readShare(values, pairs);
  const untilMs = performance.now() + share.forMs;
  const conditions = values.condition === undefined ? await thoseToBeHad(share.conditions) : share.conditions;
  if (conditions.includes('throttled')) await tryCpuLimit();
  let wrong = 0;
  for (let made = 0; made < share.runs && performance.now() < untilMs && !interruption.aborted; made += 1) {
    const turn = nextTurn(share.pairs, conditions, readData(dataFile), definition);
    if (turn === undefined) break;
    const run = await makeRun(turn, interruption);
    // Read again, for another call may have added to it meanwhile.
    saveData(dataFile, withRun(readData(dataFile), run, machineInWords()));
    if (isWrong(run.outcome)) wrong += 1;
    const kept = keepOdd(run);
    const which = `${nameOf(run.scenario, run.target)}, ${run.condition}, seed ${run.seed}`;
    process.stdout.write(`${run.outcome}: ${which}: ${run.says}${kept === null ? '' : ` Kept in ${kept}`}\n`);
  }
  saveWhole(page, documentOf(readData(dataFile), pairs, definition, codeUnderTest()));
  process.stdout.write(`Written: ${page}\n`);
  return wrong === 0 ? 0 : 1;
});
