import {
  defaultFormats,
  enforcers,
  type Format,
  formats,
  type OutputOptions,
  type RunOptions,
} from '../run-options.js';
import { UsageError } from '../usage-error.js';
import { unknownName } from '../words/did-you-mean.js';
import type { Command, GradeOptions } from './command.js';
import { type GivenWords, givenWords } from './given-words.js';
import { type Call, optionTable } from './option-table.js';
import * as values from './option-values.js';

const calls = ['all', 'matrix', 'list', 'check', 'report', 'grade'] as const;

/**
 * What a command line asks for, read without touching anything: no file, no environment.
 *
 * @param argv what stands after `node cli.js`
 * @throws UsageError with one line a mistake, all of them at once
 */
export function readCommand(argv: readonly string[], scenarioNames: readonly string[]): Command {
  const found = givenWords(argv);
  if (found.options.has('help')) return { kind: 'help' };
  if (found.options.has('version')) return { kind: 'version' };
  const reading = new Reading(found, scenarioNames);
  const command = reading.command();
  if (reading.mistakes.length > 0) throw new UsageError(reading.mistakes.join('\n'));
  return command;
}

/** One pass over the words that keeps every mistake on its way. */
class Reading {
  readonly mistakes: string[];

  constructor(
    private readonly found: GivenWords,
    private readonly scenarioNames: readonly string[],
  ) {
    this.mistakes = [...found.mistakes];
  }

  command(): Command {
    const call = this.call();
    this.refuseStrangers(call);
    const color = !this.flag('no-color');
    const quiet = this.flag('quiet');
    switch (call) {
      case 'list':
        return { kind: 'list', color };
      case 'check':
        return { kind: 'check', record: this.record(call), json: this.flag('json'), quiet, color };
      case 'report': {
        const [record, formats, out] = [this.record(call), this.formats(), this.read('out', values.given)];
        return present({ kind: 'report' as const, record, formats, out, quiet, color });
      }
      case 'all':
        return { kind: 'all', options: this.runOptions(), output: this.output() };
      case 'matrix': {
        const [folders, write] = [this.found.words.slice(1), this.read('write', values.given)];
        return present({ kind: 'matrix' as const, folders, write, output: this.output() });
      }
      case 'grade': {
        const [files, options, out] = [this.files(), this.gradeOptions(), this.read('out', values.given)];
        return present({ kind: 'grade' as const, files, options, out, json: this.flag('json'), quiet, color });
      }
      case 'run':
        return { kind: 'run', scenario: this.scenario(), options: this.runOptions(), output: this.output() };
    }
  }

  private call(): Call {
    const [first] = this.found.words;
    const call = calls.find((each) => each === first);
    if (call !== undefined) return call;
    const bare = [...this.found.options.keys()].every((name) => belongs(name, 'list'));
    return first === undefined && bare && this.found.command === undefined ? 'list' : 'run';
  }

  private scenario(): string {
    const [name] = this.found.words;
    if (name === undefined) this.mistakes.push('No scenario was named. Put one first, such as "leak", or "all".');
    else if (!this.scenarioNames.includes(name)) {
      this.mistakes.push(unknownName('scenario', name, [...this.scenarioNames, ...calls]));
    }
    return name ?? '';
  }

  private record(call: Call): string {
    const [, record] = this.found.words;
    if (record === undefined) {
      this.mistakes.push(`${call} needs a record: ${call} runs/leak-…/record.json.`);
    }
    return record ?? '';
  }

  private files(): readonly string[] {
    const [, ...files] = this.found.words;
    if (files.length === 0) this.mistakes.push('grade needs a module: grade server.js. It may be several.');
    return files;
  }

  private gradeOptions(): GradeOptions {
    return present({
      path: this.read('path', values.urlPath),
      port: this.read('port', values.port),
      workers: this.read('workers', values.wholeNumber(1, 1024)),
    });
  }

  /** Options and words that have no meaning for this call. */
  private refuseStrangers(call: Call): void {
    for (const name of this.found.options.keys()) {
      if (!belongs(name, call))
        this.mistakes.push(`--${name} has no meaning for ${call}: it is for running scenarios.`);
    }
    if (this.found.command !== undefined && call !== 'run' && call !== 'all') {
      this.mistakes.push(`A command after -- has no meaning for ${call}: it is for running scenarios.`);
    }
    const several = { matrix: Infinity, grade: Infinity };
    const taken = { list: this.found.words.length === 0 ? 0 : 1, all: 1, run: 1, check: 2, report: 2, ...several }[
      call
    ];
    for (const word of this.found.words.slice(taken)) {
      // After an option nobody knows, the word was probably its value.
      if (this.found.mistakes.length > 0) return;
      const hint = 'Under npm, options stand after a --: npm run scenario -- leak --duration 5s';
      this.mistakes.push(`Unexpected word ${JSON.stringify(word)}. ${hint}`);
    }
  }

  private runOptions(): RunOptions {
    const targets = [
      this.found.options.has('target') ? '--target' : '',
      this.found.options.has('app') ? '--app' : '',
      this.found.command === undefined ? '' : 'a command after --',
    ].filter((each) => each !== '');
    if (targets.length > 1) this.mistakes.push(`There can be one target, but ${targets.join(' and ')} were given.`);
    const enforce = this.read('enforce', values.oneOf('enforcer', enforcers));
    if (enforce !== undefined && enforce !== 'harness' && this.found.options.has('signal')) {
      this.mistakes.push(`--signal is what the harness sends, but --enforce ${enforce} leaves it to others. Drop one.`);
    }
    return present({
      target: this.read('target', values.given),
      app: this.read('app', values.given),
      command: this.found.command,
      path: this.read('path', values.urlPath),
      port: this.read('port', values.port),
      workers: this.read('workers', values.wholeNumber(1, 1024)),
      ceilingBytes: this.read('ceiling', values.size),
      enforce,
      signal: this.read('signal', values.signal),
      graceMs: this.read('grace', values.time),
      connections: this.read('connections', values.wholeNumber(1, 10_000)),
      durationMs: this.read('duration', values.span),
      rate: this.read('rate', values.wholeNumber(1, 1_000_000)),
      slo: this.read('slo', values.share),
      lostPerExit: this.read('lost-per-exit', values.wholeNumber(0, 1_000_000)),
      reforkWithinMs: this.read('refork-within', values.time),
    });
  }

  private output(): OutputOptions {
    const repeat = this.read('repeat', values.wholeNumber(1, 1000)) ?? 1;
    for (const name of ['tell', 'predict']) {
      const other = repeat > 1 ? 'repeat' : this.flag('quiet') ? 'quiet' : null;
      if (this.flag(name) && other !== null)
        this.mistakes.push(`--${name} is for one run that is looked at. Leave out --${other}.`);
    }
    return present({
      out: this.read('out', values.given),
      formats: this.formats(),
      json: this.flag('json'),
      live: this.found.options.get('live') === true ? (true as const) : this.read('live', values.port),
      predict: this.flag('predict') ? (true as const) : undefined,
      tell: this.flag('tell') ? (true as const) : undefined,
      quiet: this.flag('quiet'),
      color: !this.flag('no-color'),
      repeat,
    });
  }

  private formats(): readonly Format[] {
    return this.read('format', values.listOf('format', formats)) ?? defaultFormats;
  }

  private flag(name: string): boolean {
    return this.found.options.has(name);
  }

  private read<T>(name: string, reader: values.Reader<T>): T | undefined {
    const text = this.found.options.get(name);
    if (typeof text !== 'string') return undefined;
    try {
      return reader(text, `--${name}`);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.mistakes.push(error.message);
      return undefined;
    }
  }
}

const belongs = (name: string, call: Call): boolean =>
  optionTable.some((option) => option.name === name && option.calls.includes(call));

/** Without the fields that are undefined, so that it can be spread over defaults. */
function present<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
