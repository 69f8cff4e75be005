import { fail, inconclusive, pass } from '../../harness/checks/judgement.js';
import type { Judgement, RunRecord } from '../../harness/record.js';
import type { Conclusion, Section, Seen, SeenRun, Toil } from '../../harness/study/study.js';
import { count } from '../../harness/words/format.js';

/** With fewer times the work of one process, a machine has no second core to show anything with. */
const leastOfMachine = 1.3;
/** What part the workers must reach of what the machine has to give, and the load and the harness leave them of it. */
const leastShare = 0.8;
/** One worker takes one core. Load, prober and harness were seen to take up to half of another one; who takes more is a stranger. */
const mostBesidesWorker = 0.8;
/** So much of a core left idle was there for the taking. */
const idleForTaking = 0.4;
/** The first connections, and code that is not compiled yet, are no steady state. */
const warmUpMs = 500;

interface Row {
  workers: number;
  answeredPerS: number;
  idleCores: number | null;
  cpus: number;
}

/** How much more two and more workers answered than one, against what the machine itself does with as many processes. */
export function concludeCores(seen: Seen): Conclusion {
  const rows = best(
    seen.runs.map(rowOf),
    ({ workers }) => workers,
    ({ answeredPerS }) => answeredPerS,
  );
  const toils = best(
    seen.toils,
    ({ processes }) => processes,
    ({ donePerS }) => donePerS,
  );
  const alone = toils.find(({ processes }) => processes === 1);
  const together = toils.find(({ processes }) => processes > 1);
  const [one, many] = [rowFor(rows, 1), rowFor(rows, together?.processes ?? 0)];
  if (alone === undefined || together === undefined) throw new Error('the machine was not measured');
  const machine = machineJudgement(alone, together);
  const cores = machine.status === 'pass' ? coresJudgement(one, many, timesOfMachine(alone, together)) : undefined;
  return {
    findings: [
      { name: 'machine', ...machine },
      {
        name: 'cores',
        ...(cores ?? inconclusive('The machine itself has no second core to give, so nothing was shown.')),
      },
    ],
    sections: [tableSection(rows, toils), limitSection(many)],
  };
}

/** Of those that are of one kind the best, in the order in which their kinds came first. */
function best<T>(all: readonly T[], kindOf: (one: T) => number, rateOf: (one: T) => number): T[] {
  const found = new Map<number, T>();
  for (const one of all) {
    const other = found.get(kindOf(one));
    if (other === undefined || rateOf(one) > rateOf(other)) found.set(kindOf(one), one);
  }
  return [...found.values()];
}

const rowFor = (rows: readonly Row[], workers: number): Row | undefined => rows.find((row) => row.workers === workers);

function rowOf({ record, idleCores }: SeenRun): Row {
  return {
    workers: record.settings.workers,
    answeredPerS: answeredPerS(record),
    idleCores,
    cpus: record.environment.cpus,
  };
}

/** Of the load and of the prober: to a worker both are work. */
function answeredPerS({ series, phases }: RunRecord): number {
  const { everyMs, answered, probesAnswered } = series;
  const first = Math.ceil((phases.loadFromMs + warmUpMs) / everyMs);
  const end = Math.floor(phases.loadUntilMs / everyMs);
  const sum = (values: readonly number[]): number => values.slice(first, end).reduce((total, each) => total + each, 0);
  return end <= first ? 0 : ((sum(answered) + sum(probesAnswered)) * 1000) / ((end - first) * everyMs);
}

/** At most as many times as there are processes: where it seems more, the one process was held up while it was measured. */
const timesOfMachine = (alone: Toil, together: Toil): number =>
  Math.min(together.processes, together.donePerS / alone.donePerS);

function machineJudgement(alone: Toil, together: Toil): Judgement {
  const times = timesOfMachine(alone, together);
  const figure = { observed: rounded(times), limit: leastOfMachine, unit: 'times' };
  const says = `${count(together.processes, 'process', 'processes')} without a server do ${times.toFixed(1)} times the work of one`;
  if (times >= leastOfMachine) return pass(figure, `${says}: that is what this machine has to give.`);
  return inconclusive(`${says}, so this machine has one core, or the others are busy with something else.`, figure);
}

function coresJudgement(one: Row | undefined, many: Row | undefined, machineTimes: number): Judgement {
  if (one === undefined || many === undefined) {
    return inconclusive('The target does not run as many workers as WORKERS says, so there is nothing to compare.');
  }
  if (one.answeredPerS === 0) return inconclusive('One worker answered nothing, so there is nothing to compare with.');
  const times = many.answeredPerS / one.answeredPerS;
  const strangers = one.idleCores === null ? 0 : one.cpus - one.idleCores - 1;
  // What the load and the harness take beside one worker grows with the answers.
  const least = (leastShare * machineTimes) / (1 + Math.max(0, strangers));
  const figure = { observed: rounded(times), limit: rounded(least), unit: 'times' };
  const says = `${many.workers} workers answered ${times.toFixed(1)} times as much as one`;
  if (strangers > mostBesidesWorker) {
    return inconclusive(
      `${says}, but beside the one worker ${strangers.toFixed(1)} cores were busy with something else, so it had less than a core.`,
      figure,
    );
  }
  if (times >= least) return pass(figure, `${says}; the machine itself has ${machineTimes.toFixed(1)} times to give.`);
  if (many.idleCores === null || many.idleCores < idleForTaking) {
    return inconclusive(`${says}, but no core was idle meanwhile: they were busy with something else.`, figure);
  }
  return fail(figure, `${says}, and left ${many.idleCores.toFixed(1)} cores idle that the machine had to give.`);
}

function tableSection(rows: readonly Row[], toils: readonly Toil[]): Section {
  const [first] = rows;
  const alone = toils.find(({ processes }) => processes === 1);
  const right = 'right' as const;
  return {
    title:
      'Answers a second, each of which costs a few milliseconds of a core; where there are two runs, of the better one',
    table: {
      columns: [
        { head: 'workers', align: right },
        { head: 'answers/s', align: right },
        { head: 'times one worker', align: right },
        { head: 'idle cores', align: right },
        { head: 'bare work, no server', align: right },
      ],
      rows: rows.map(({ workers, answeredPerS, idleCores }) => {
        const bare = toils.find(({ processes }) => processes === workers);
        return [
          String(workers),
          answeredPerS.toFixed(0),
          first === undefined || first.answeredPerS === 0 ? '–' : (answeredPerS / first.answeredPerS).toFixed(2),
          idleCores === null ? '–' : idleCores.toFixed(1),
          bare === undefined || alone === undefined ? '–' : (bare.donePerS / alone.donePerS).toFixed(2),
        ];
      }),
    },
  };
}

function limitSection(many: Row | undefined): Section {
  const busy = many?.idleCores !== null && (many?.idleCores ?? 0) < idleForTaking;
  return {
    title: 'What limits it',
    facts: [
      [
        'cores',
        `${many?.cpus ?? 'unknown'}, which the load, the prober and refork itself share with the workers.${busy ? ' None of them was idle.' : ''}`,
      ],
      ['more workers', 'than cores add no core. They take turns on those that are there.'],
    ],
  };
}

const rounded = (n: number): number => Number(n.toFixed(2));
