/** Every option of the command line, once: the parser and the help both read this. */

import { defaultFormats, formats } from '../run-options.js';

export type Call = 'run' | 'all' | 'matrix' | 'check' | 'report' | 'grade' | 'list';

export interface Option {
  name: string;
  short?: string;
  /** The value's placeholder; an option without one is a flag. */
  value?: string;
  /** Whether the value may be left away. */
  valueOptional?: true;
  meaning: string;
  /** What holds without it. */
  otherwise?: string;
  calls: readonly Call[];
}

const running: readonly Call[] = ['run', 'all'];
const trying: readonly Call[] = [...running, 'grade', 'matrix'];
const every: readonly Call[] = ['run', 'all', 'matrix', 'check', 'report', 'grade', 'list'];
const perScenario = 'per scenario';

export const optionTable: readonly Option[] = [
  {
    name: 'target',
    value: 'FILE',
    meaning: 'a clustered program, run unmodified',
    otherwise: 'the fixture',
    calls: running,
  },
  {
    name: 'app',
    value: 'FILE',
    meaning: "a single-process server, run as the worker of the fixture's primary",
    calls: running,
  },
  { name: 'path', value: 'P', meaning: 'URL path to load', otherwise: '/', calls: trying },
  {
    name: 'port',
    value: 'N',
    meaning: 'port the target listens on, handed on as PORT',
    otherwise: 'a free one',
    calls: trying,
  },
  {
    name: 'workers',
    value: 'N',
    meaning: 'how many workers, handed on as WORKERS',
    otherwise: 'one per CPU, at least 2',
    calls: trying,
  },
  {
    name: 'ceiling',
    value: 'SIZE',
    meaning: 'resident memory at which a worker must go: 120MB, 1.5GB, 110MiB',
    otherwise: perScenario,
    calls: running,
  },
  {
    name: 'enforce',
    value: 'WHO',
    meaning: 'who sends a worker over it away: harness, v8, kernel, target',
    otherwise: 'harness',
    calls: running,
  },
  {
    name: 'signal',
    value: 'S',
    meaning: 'signal the harness sends at the ceiling',
    otherwise: 'SIGTERM',
    calls: running,
  },
  { name: 'grace', value: 'T', meaning: 'time to leave before SIGKILL', otherwise: '5s', calls: running },
  { name: 'connections', value: 'N', meaning: 'connections of the load', otherwise: perScenario, calls: running },
  {
    name: 'duration',
    value: 'T',
    meaning: 'how long the load lasts: 500ms, 10s, 2min',
    otherwise: perScenario,
    calls: running,
  },
  {
    name: 'rate',
    value: 'N',
    meaning: 'requests a second, over all connections',
    otherwise: perScenario,
    calls: running,
  },
  {
    name: 'slo',
    value: 'PERCENT',
    meaning: 'availability the run must hold: 99.9',
    otherwise: perScenario,
    calls: running,
  },
  {
    name: 'lost-per-exit',
    value: 'N',
    meaning: 'requests that one exit may cost',
    otherwise: perScenario,
    calls: running,
  },
  {
    name: 'refork-within',
    value: 'T',
    meaning: "from a worker's exit until its replacement serves",
    otherwise: perScenario,
    calls: running,
  },
  {
    name: 'repeat',
    value: 'N',
    meaning: 'run N times and judge the distribution',
    otherwise: '1',
    calls: [...running, 'matrix'],
  },
  { name: 'write', value: 'FILE', meaning: 'write the matrix as Markdown', calls: ['matrix'] },
  {
    name: 'out',
    value: 'DIR',
    meaning: "folder for the run's files",
    otherwise: 'runs/<scenario>-<time>',
    calls: [...trying, 'report'],
  },
  {
    name: 'format',
    value: 'LIST',
    meaning: `files to write: ${formats.join(', ')}`,
    otherwise: defaultFormats.join(','),
    calls: [...running, 'report'],
  },
  { name: 'json', meaning: 'verdict and checks as JSON on stdout, nothing else there', calls: [...trying, 'check'] },
  { name: 'live', value: 'PORT', valueOptional: true, meaning: 'serve a live page on 127.0.0.1', calls: running },
  { name: 'predict', meaning: 'ask first what will happen, and compare afterwards', calls: ['run'] },
  { name: 'tell', meaning: 'tell the run as a story, and explain each new word', calls: ['run'] },
  {
    name: 'quiet',
    short: 'q',
    meaning: 'print only the verdict and what failed',
    calls: [...trying, 'check', 'report'],
  },
  { name: 'no-color', meaning: 'no colours (so do NO_COLOR and CI)', calls: every },
  { name: 'help', short: 'h', meaning: 'this text', calls: every },
  { name: 'version', short: 'v', meaning: 'the version', calls: every },
];
