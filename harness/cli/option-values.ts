/** Readers of option values. Each takes the option as written and its text, and throws a UsageError that names both. */

import { constants } from 'node:os';
import { UsageError } from '../usage-error.js';
import { unknownName } from '../words/did-you-mean.js';
import { parsePercent, parseSize, parseTime } from '../words/units.js';

export type Reader<T> = (text: string, option: string) => T;

/** A whole number between two bounds, both allowed. */
export function wholeNumber(from: number, to: number): Reader<number> {
  return (text, option) => {
    const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= from && value <= to) return value;
    throw new UsageError(`${option} ${text} is out of range. Give a whole number from ${from} to ${to}.`);
  };
}

export const port = wholeNumber(1, 65_535);

export const size: Reader<number> = (text, option) => moreThanNothing(parseSize(text, option), text, option);

/** A timer of Node's waits no longer, and ends at once when it is told to. */
const longestMs = 2 ** 31 - 1;

/** A time that may be nothing at all. */
export const time: Reader<number> = (text, option) => {
  const ms = parseTime(text, option);
  if (ms <= longestMs) return ms;
  throw new UsageError(`${option} ${text} is longer than can be waited for. Give at most 596h.`);
};

export const span: Reader<number> = (text, option) => moreThanNothing(time(text, option), text, option);

export const share: Reader<number> = (text, option) => parsePercent(text, option);

export const given: Reader<string> = (text, option) => {
  if (text.trim() === '') throw new UsageError(`${option} is empty. Leave it away or give it a value.`);
  return text;
};

/** A path as it stands in a request: from `/` on, without blanks. */
export const urlPath: Reader<string> = (text, option) => {
  if (!text.startsWith('/')) throw new UsageError(`${option} ${text} does not begin with /. Did you mean /${text}?`);
  if (/[^!-~]/.test(text)) {
    throw new UsageError(`${option} ${JSON.stringify(text)} cannot be sent as it is. Did you mean ${encodeURI(text)}?`);
  }
  return text;
};

/** One of a few names, such as `signal` or `format`: what they are names of stands in the message. */
export function oneOf<T extends string>(what: string, names: readonly T[]): Reader<T> {
  return (text) => {
    const name = names.find((each) => each === text);
    if (name === undefined) throw new UsageError(unknownName(what, text, names));
    return name;
  };
}

/** Several of a few names with commas between, each once. */
export function listOf<T extends string>(what: string, names: readonly T[]): Reader<T[]> {
  const read = oneOf(what, names);
  return (text, option) => {
    const parts = text.split(',').map((part) => part.trim());
    return [...new Set(parts.map((part) => read(part, option)))];
  };
}

const signalNames = Object.keys(constants.signals) as NodeJS.Signals[];

/** A signal by its full name: `SIGTERM`. */
export const signal: Reader<NodeJS.Signals> = (text, option) => {
  const long = `SIG${text.toUpperCase().replace(/^SIG/, '')}`;
  if (text !== long && signalNames.some((each) => each === long)) {
    throw new UsageError(`${option} ${text} is not a full name. Did you mean "${long}"?`);
  }
  return oneOf('signal', signalNames)(text, option);
};

function moreThanNothing(value: number, text: string, option: string): number {
  if (value > 0) return value;
  throw new UsageError(`${option} ${text} is nothing at all. Give more than 0.`);
}
