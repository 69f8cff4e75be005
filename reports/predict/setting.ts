import type { Plan } from '../../harness/plan.js';
import { count, mb } from '../../harness/words/format.js';
import { printable } from '../plain-text.js';

/** What is known before a run, for who is to say what will come of it: all that it takes to reckon. */
export function setting(plan: Plan): string[] {
  const { scenario, workers, connections, rate, durationMs, ceiling, steadyMs, recoveryMs } = plan;
  const pace = rate === null ? 'as fast as they are answered' : `${count(rate, 'request')} a second`;
  const sentences = [
    `${printable(scenario.name, 40)}: ${printable(scenario.story)}`,
    `${count(workers, 'worker')} of ${printable(plan.target, 80)}; ${count(connections, 'connection')}, ${pace}, for ${seconds(durationMs)}.`,
  ];
  if (scenario.fault !== undefined) {
    const from = seconds(steadyMs);
    const until = seconds(durationMs - recoveryMs);
    sentences.push(
      `The fault ${scenario.fault.name}${withOptions(scenario.fault.options)} is on from ${from} to ${until}.`,
    );
  }
  if (ceiling !== null) {
    const where =
      'rssBytes' in ceiling
        ? `at ${mb(ceiling.rssBytes)}`
        : `${mb(ceiling.aboveBootBytes)} above what it needs to boot`;
    sentences.push(`The ceiling of a worker stands ${where}.`);
  }
  return sentences;
}

const seconds = (ms: number): string => `${Number((ms / 1000).toFixed(1))} s`;

/** ` (bytesPerRequest 24576, uneven 0.25)` */
function withOptions(options: unknown): string {
  if (typeof options !== 'object' || options === null) return '';
  const said = Object.entries(options).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return said.length === 0 ? '' : ` (${printable(said.join(', '), 200)})`;
}
