import type { RunRecord } from '../harness/record.js';
import { type AnyRecord, isStudy } from '../harness/study/study-record.js';
import { figure } from './figure.js';
import { type Finding, findingsOf, type Standing } from './findings.js';
import { printable } from './plain-text.js';
import { repeatAny } from './repeat-any.js';
import type { NotRun, Recorded, Result } from './result.js';
import { plain } from './terminal/style.js';
import { summary } from './terminal/summary.js';
import { element, escaped } from './xml.js';

const longestSentence = 2000;

/**
 * JUnit XML for CI systems: a suite a run, a case a check, and one named `run` for what concerns the run as a whole.
 *
 * A check that failed is a `<failure>`. One that could not be judged is an `<error>`, not a `<skipped>`: JUnit's errors are tests
 * that could not be carried through, which is what happened; GitLab, Jenkins, Azure Pipelines and CircleCI show errors among
 * what is red and fold skipped cases away, and a job that ends with status 2 beside a green list of tests would be a riddle.
 * `<skipped>` is what does not count: of a control, the checks that could not be judged and need not be. A control whose named
 * check failed, as it should, is green like its exit status.
 *
 * Valid against the two schemas in use, that of Ant and that of Jenkins. They share no place for words beside a case that
 * passed, so all that a terminal would show stands in the suite's `<system-out>`.
 */
export function junit(results: readonly Result[]): string {
  const suites = results.map((result, id) => ('record' in result ? ofRecord(result, id) : ofNotRun(result, id)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', {}, lines(suites))}\n`;
}

function ofRecord({ name, record }: Recorded, id: number): string {
  const findings = findingsOf(record);
  const command = repeatAny(record);
  return suite({
    ...{ name, id, startedAt: record.startedAt, tookMs: record.durationMs },
    standings: findings.map(({ standing }) => standing),
    properties: propertiesOf(record, command),
    cases: findings.map((finding) => testcase(name, finding.name, outcome(finding, command))),
    stdout: summary(record, plain),
    stderr: stderrOf(record)
      .map((line) => printable(line, longestSentence))
      .join('\n'),
  });
}

const ofNotRun = ({ name, problem, startedAt, skipped }: NotRun, id: number): string => {
  const said = problem.split('\n').map((line) => printable(line, longestSentence));
  const why = skipped
    ? element('skipped', {}, escaped(said.join('\n')))
    : element('error', { message: said[0] ?? '', type: 'could-not-run' }, escaped(said.join('\n')));
  return suite({
    ...{ name, id, startedAt, tookMs: 0, properties: [['refork.run', name]] },
    ...{ standings: [skipped ? 'aside' : 'unshown'], cases: [testcase(name, 'run', why)], stdout: '', stderr: '' },
  });
};

interface Suite {
  name: string;
  id: number;
  startedAt: string;
  tookMs: number;
  standings: readonly Standing[];
  properties: readonly (readonly [name: string, value: string])[];
  cases: readonly string[];
  stdout: string;
  stderr: string;
}

function suite({ name, id, startedAt, tookMs, standings, properties, cases, stdout, stderr }: Suite): string {
  const how = (standing: Standing): number => standings.filter((each) => each === standing).length;
  const attributes = {
    ...{ name: token(name), id, package: 'refork', hostname: 'localhost', timestamp: timestamp(startedAt) },
    ...{ tests: standings.length, failures: how('fails'), errors: how('unshown'), skipped: how('aside') },
    time: seconds(tookMs),
  };
  const property = ([key, value]: readonly [string, string]): string => element('property', { name: key, value });
  return element(
    'testsuite',
    attributes,
    lines([
      element('properties', {}, lines(properties.map(property))),
      ...cases,
      element('system-out', {}, escaped(stdout)),
      element('system-err', {}, escaped(stderr)),
    ]),
  );
}

// All checks judge the same run, so none has a time of its own; the suite has it.
const testcase = (suiteName: string, name: string, content: string): string =>
  element('testcase', { name: token(name), classname: token(`refork.${suiteName}`), time: 0 }, content);

function outcome(finding: Finding, command: string): string {
  const message = printable(finding.sentence, longestSentence);
  switch (finding.standing) {
    case 'holds':
      return '';
    case 'aside':
      return element('skipped', {}, escaped(message));
    case 'fails':
      return element('failure', { message, type: 'fail' }, escaped(details(finding, message, command)));
    case 'unshown':
      return element('error', { message, type: 'inconclusive' }, escaped(details(finding, message, command)));
  }
}

function details({ check }: Finding, message: string, command: string): string {
  const figures =
    check === null || check.observed === null
      ? []
      : [`Observed: ${figure(check.observed, check.unit)}`, `Limit: ${figure(check.limit, check.unit)}`];
  return [message, ...figures, `Run it again: ${printable(command, longestSentence)}`].join('\n');
}

const stderrOf = (record: AnyRecord): readonly string[] => (isStudy(record) ? [] : record.stderr);

function propertiesOf(record: AnyRecord, command: string): Suite['properties'] {
  const all = { ...(isStudy(record) ? {} : settingsOf(record)), ...record.environment, command };
  return Object.entries(all).map(([key, value]) => [
    `refork.${key}`,
    printable(String(value ?? 'none'), longestSentence),
  ]);
}

function settingsOf({ settings }: RunRecord) {
  const { target, workers, ceilingBytes, enforce, connections, rate, durationMs, path, fault } = settings;
  const said = { target, workers, ceilingBytes, enforce, connections, rate, durationMs, path };
  return { ...said, fault: fault?.name ?? null };
}

const token = (text: string): string => printable(text) || '?';

/** Without a zone, as Ant's schema has it: UTC. The epoch where the text is no time at all. */
const timestamp = (startedAt: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(isoOf(startedAt))?.[0] ?? '1970-01-01T00:00:00';

const isoOf = (text: string): string => (Number.isNaN(Date.parse(text)) ? '' : new Date(text).toISOString());

const seconds = (ms: number): string => (Number.isFinite(ms) && ms > 0 ? ms / 1000 : 0).toFixed(3);

const lines = (elements: readonly string[]): string => `\n${elements.join('\n')}\n`;
