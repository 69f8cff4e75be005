import type { RunRecord, Status } from '../harness/record.js';
import { count } from '../harness/words/format.js';
import { figure } from '../reports/figure.js';
import { type Finding, findingsOf } from '../reports/findings.js';
import { printable } from '../reports/plain-text.js';

const lastWords = 5;

/**
 * What a test says of a run, in lines: whether the target survived, each check that failed and each that could not judge with
 * its sentence, and the last words of a target that failed. A control is judged like any other: a server that is broken on
 * purpose does not survive.
 */
export function survival(record: RunRecord): { verdict: Status; message: string } {
  const { verdict, settings, stderr } = record;
  const findings = findingsOf({ ...record, expectation: null });
  const failed = findings.filter(({ standing }) => standing === 'fails');
  const unshown = findings.filter(({ standing }) => standing === 'unshown');
  const [scenario, target] = [printable(record.scenario, 60), printable(settings.target)];
  const said = verdict === 'fail' ? stderr.slice(-lastWords).map((line) => `    ${printable(line)}`) : [];
  const lines = [
    {
      pass: `${target} survived the scenario "${scenario}": each of ${count(record.checks.length, 'check')} held.`,
      fail: `${target} did not survive the scenario "${scenario}":`,
      inconclusive: `The scenario "${scenario}" could not show whether ${target} survives. That is no pass, and no fault of it either:`,
    }[verdict],
    ...failed.map(line),
    ...unshown.map(line),
    ...(said.length === 0 ? [] : ['  It wrote last, on its standard error:', ...said]),
  ];
  return { verdict, message: lines.join('\n') };
}

function line({ name, standing, sentence, check }: Finding): string {
  const figures =
    check === null || check.observed === null
      ? ''
      : ` (observed ${figure(check.observed, check.unit)}, limit ${figure(check.limit, check.unit)})`;
  return `  ${standing === 'fails' ? '✗' : '?'} ${name}: ${printable(sentence, 1000)}${figures}`;
}
