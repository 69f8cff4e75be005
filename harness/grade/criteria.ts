import { worst } from '../checks/verdict.js';
import type { RunRecord, Status } from '../record.js';
import { count } from '../words/format.js';
import { type TrialName, trialNames } from './exercise.js';

/** What a criterion says of a module. */
export interface Finding {
  status: Status;
  /** One sentence, or a few, that a student understands. */
  sentence: string;
}

/** One thing that the exercise asks for. */
export interface Criterion {
  name: string;
  title: string;
  /** The trials whose records are judged for it, one by one; the worst of them counts. */
  trials: readonly TrialName[];
  judge(record: RunRecord): Finding;
}

/** The five criteria, in the order in which a student meets them. `docs/exercise.md` has a section for each, by its title. */
export const criteria: readonly Criterion[] = [
  { name: 'workers', title: 'Several workers serve', trials: ['quiet'], judge: severalWorkers },
  { name: 'spread', title: 'Every worker answers requests', trials: ['quiet'], judge: everyoneAnswers },
  { name: 'refork', title: 'A crashed worker is replaced', trials: ['crash'], judge: held },
  { name: 'leak', title: 'It outlives a memory leak', trials: ['leak'], judge: held },
  { name: 'stop', title: 'Nothing is left behind', trials: trialNames, judge: nothingLeft },
];

function severalWorkers(record: RunRecord): Finding {
  const { supervision, environment } = record;
  const { steadyWorkers, fewestListening } = supervision;
  if (steadyWorkers < 2 && environment.cpus < 2) {
    return {
      status: 'inconclusive',
      sentence:
        'One worker serves; but this machine has one CPU, and a module that forks one per CPU does that. Grade it elsewhere.',
    };
  }
  if (steadyWorkers < 2) return { status: 'fail', sentence: 'One worker serves. A cluster has at least two.' };
  const finding = held(record);
  if (finding.status !== 'pass') return finding;
  return { status: 'pass', sentence: `${count(fewestListening, 'worker')} served all the time.` };
}

/** By who gave a first answer, of those that listened when the load began. */
function everyoneAnswers({ events, settings, phases, supervision }: RunRecord): Finding {
  const listening = new Set<number>();
  const answered = new Set<number>();
  for (const event of events) {
    if (event.kind === 'worker-listening' && event.port === settings.port && event.atMs <= phases.loadFromMs)
      listening.add(event.worker);
    if (event.kind === 'worker-answered') answered.add(event.worker);
  }
  if (answered.size === 0) {
    const sentence = 'Which worker answers could not be seen: they do not answer by node:http.';
    return { status: 'inconclusive', sentence };
  }
  const all = supervision.steadyWorkers;
  const silent = [...listening].filter((worker) => !answered.has(worker));
  if (silent.length > 0) {
    const which = silent.length === 1 ? `worker ${silent[0]}` : `workers ${silent.join(', ')}`;
    return { status: 'fail', sentence: `Of ${count(all, 'worker')}, ${which} got no request to answer.` };
  }
  if (all < 2) return { status: 'fail', sentence: 'One worker answers all requests, so nothing is spread.' };
  return { status: 'pass', sentence: `${all === 2 ? 'Both' : `All ${all}`} workers answered requests.` };
}

/** All checks of the run but `orphans`, which is a criterion of its own. The first that says so is the one that is told. */
function held({ checks, doubts }: RunRecord): Finding {
  const own = checks.filter(({ name }) => name !== 'orphans');
  const status = worst([...own.map((check) => check.status), ...doubts.map((): Status => 'inconclusive')]);
  if (status === 'pass')
    return { status, sentence: own.find(({ name }) => name === 'refork')?.summary ?? 'All checks held.' };
  const [first, ...others] = own.filter((check) => check.status === status);
  const also =
    others.length === 0 || status !== 'fail' ? '' : ` (${others.map(({ name }) => name).join(', ')} failed too)`;
  return { status, sentence: `${first?.summary ?? doubts[0]}${also}` };
}

/** A primary that has to be killed ends no better than one that leaves workers behind. */
function nothingLeft({ shutdown }: RunRecord): Finding {
  const { observed, leftBehind, primaryForced, signal } = shutdown;
  if (leftBehind.length > 0) {
    const pids = leftBehind.map(({ pid }) => pid).slice(0, 5);
    const which = `${count(leftBehind.length, 'process', 'processes')} of it (pid ${pids.join(', ')})`;
    return { status: 'fail', sentence: `${which} went on after its primary had ended.` };
  }
  if (primaryForced) {
    return { status: 'fail', sentence: `The primary did not end on ${signal}, and had to be killed.` };
  }
  if (!observed) return { status: 'inconclusive', sentence: 'Its end could not be watched.' };
  return { status: 'pass', sentence: 'Each time it was stopped, no process of it was left.' };
}
