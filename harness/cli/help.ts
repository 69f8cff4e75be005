import { hanging } from '../words/wrap.js';
import { type Option, optionTable } from './option-table.js';

const width = 80;

/** The help, in 80 columns. `scenarios` are named in a list of their own. */
export function help(scenarios: readonly { name: string; story: string }[]): string {
  return [
    'Proves that a clustered Node server survives leaking and crashing workers.',
    '',
    'Usage',
    ...hanging(usage, width),
    '',
    'Under npm, options stand after a --: npm run scenario -- leak --duration 5s',
    '',
    'Scenarios',
    ...hanging(
      scenarios.map(({ name, story }) => [name, story]),
      width,
    ),
    '',
    'Options (in brackets: what holds without them)',
    ...hanging(
      optionTable.map((option) => [head(option), meaning(option)]),
      width,
    ),
    '',
    'Exit status',
    ...hanging(statuses, width),
    '',
  ].join('\n');
}

const usage = [
  ['refork', 'list the scenarios'],
  ['refork <scenario> [options]', 'run one'],
  ['refork all [options]', 'run each in turn, and print one table'],
  ['refork matrix [FOLDER…]', 'run all controls, or take the runs in a folder: which check catches which?'],
  ['refork check RECORD', 'judge a saved record again'],
  ['refork report RECORD [--format LIST]', 'render a saved record again'],
  ['refork grade FILE…', "try and grade a student's module, or many"],
  ['refork <scenario> -- COMMAND ARGS…', 'test the server that this command starts'],
] as const;

const statuses = [
  ['0', 'every check passed'],
  ['1', 'a check failed: the server is not resilient'],
  ['2', 'inconclusive: nothing failed, but something could not be shown'],
  ['3', 'could not run: bad usage, the server did not start, the port is taken, the machine refuses something'],
  ['130', 'interrupted; everything is stopped, and what was recorded is kept'],
] as const;

function head({ name, short, value, valueOptional }: Option): string {
  const names = short === undefined ? `--${name}` : `-${short}, --${name}`;
  if (value === undefined) return names;
  return `${names} ${valueOptional ? `[${value}]` : value}`;
}

const meaning = ({ meaning, otherwise }: Option): string =>
  otherwise === undefined ? meaning : `${meaning} [${otherwise}]`;
