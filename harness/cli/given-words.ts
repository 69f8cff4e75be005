import { parseArgs } from 'node:util';
import { unknownName } from '../words/did-you-mean.js';
import { type Option, optionTable } from './option-table.js';

/** A command line taken apart, before anything is made of its values. */
export interface GivenWords {
  /** What is no option: the call, the scenario, the record. */
  words: string[];
  /** Option names with their texts; `true` for a flag. The last one counts, as everywhere. */
  options: Map<string, string | true>;
  /** All that stood after `--`, or `undefined` without one. */
  command: string[] | undefined;
  mistakes: string[];
}

/** Takes a command line apart by the table of options. Throws nothing: what was wrong stands in `mistakes`. */
export function givenWords(argv: readonly string[]): GivenWords {
  const end = argv.indexOf('--');
  const command = end < 0 ? undefined : argv.slice(end + 1);
  const { tokens } = parseArgs({
    args: end < 0 ? [...argv] : argv.slice(0, end),
    // Its own strict mode stops at the first mistake, and knows no "did you mean".
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(optionTable.map((option) => [option.name, shape(option)])),
  });
  const found: GivenWords = { words: [], options: new Map(), command, mistakes: [] };
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'positional') {
      if (!belongsToLive(tokens, index)) found.words.push(token.value);
      continue;
    }
    if (token.kind !== 'option') continue;
    const option = optionTable.find((each) => each.name === token.name);
    if (option === undefined) found.mistakes.push(unknownOption(token.rawName));
    else if (option.value === undefined && token.value !== undefined) {
      found.mistakes.push(`--${option.name} takes no value, but was given ${JSON.stringify(token.value)}.`);
    } else if (option.valueOptional) {
      const next = tokens[index + 1];
      const own = belongsToLive(tokens, index + 1) && next?.kind === 'positional' ? next.value : undefined;
      found.options.set(option.name, token.value ?? own ?? true);
    } else if (option.value !== undefined && (token.value === undefined || isNextOption(token))) {
      found.mistakes.push(`--${option.name} needs a value: --${option.name} ${option.value}.`);
    } else found.options.set(option.name, token.value ?? true);
  }
  if (command?.length === 0) found.mistakes.push('Nothing stands after --. Give the command that starts the target.');
  return found;
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

const shape = ({ short, value, valueOptional }: Option) => ({
  type: value === undefined || valueOptional ? ('boolean' as const) : ('string' as const),
  ...(short === undefined ? {} : { short }),
});

/** `--live 8080`: a number right behind an option that may have a value is that value. */
function belongsToLive(tokens: readonly Token[], index: number): boolean {
  const [before, here] = [tokens[index - 1], tokens[index]];
  return (
    here?.kind === 'positional' &&
    /^\d+$/.test(here.value) &&
    before?.kind === 'option' &&
    before.value === undefined &&
    optionTable.some((option) => option.name === before.name && option.valueOptional)
  );
}

/** `--grace --json`: the next option was swallowed as a value. A minus before a number is a value. */
const isNextOption = (token: Extract<Token, { kind: 'option' }>): boolean =>
  token.inlineValue === false && /^-\D/.test(token.value ?? '');

function unknownOption(rawName: string): string {
  if (!rawName.startsWith('--')) return `Unknown option "${rawName}". Options are listed by --help.`;
  const names = optionTable.map((option) => `--${option.name}`);
  const message = unknownName('option', rawName, names);
  return message.includes('Did you mean') ? message : `Unknown option "${rawName}". Options are listed by --help.`;
}
