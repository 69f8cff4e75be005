/** Small parts to check the shape of a value of unknown origin with. */

/** Says what is wrong with the value at a path (`deaths[3].pid should be a number, and is "12"`), or `null`. */
export type Guard = (value: unknown, path: string) => string | null;

const guard =
  (what: string, holds: (value: unknown) => boolean): Guard =>
  (value, path) =>
    holds(value) ? null : `${path} should be ${what}, and is ${shown(value)}`;

const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !isList(value);

export const number = guard('a number', (value) => typeof value === 'number');
export const text = guard('a string', (value) => typeof value === 'string');
export const flag = guard('true or false', (value) => typeof value === 'boolean');
/** A number of a certain kind, which `what` names. */
export const numberThat = (what: string, holds: (n: number) => boolean): Guard =>
  guard(what, (value) => typeof value === 'number' && holds(value));

export const textUpTo = (longest: number): Guard =>
  guard(`a string of up to ${longest} characters`, (value) => typeof value === 'string' && value.length <= longest);

export const func = guard('a function', (value) => typeof value === 'function');
const list = guard('a list', isList);
const object = guard('an object', isObject);

export const oneOf = (values: readonly unknown[]): Guard =>
  guard(`one of ${values.join(', ')}`, (value) => values.includes(value));

export const orNull =
  (inner: Guard): Guard =>
  (value, path) =>
    value === null ? null : inner(value, path);

export const orMissing =
  (inner: Guard): Guard =>
  (value, path) =>
    value === undefined ? null : inner(value, path);

/** Each item of a list. */
export const listOf =
  (item: Guard): Guard =>
  (value, path) =>
    isList(value) ? first(value, (each, i) => item(each, `${path}[${i}]`)) : list(value, path);

/** Each value of an object, whatever its name. */
export const tableOf =
  (item: Guard): Guard =>
  (value, path) =>
    isObject(value)
      ? first(Object.entries(value), ([name, each]) => item(each, `${path}.${name}`))
      : object(value, path);

/** These parts of an object; it may have others. */
export const objectOf =
  (parts: Readonly<Record<string, Guard>>): Guard =>
  (value, path) =>
    isObject(value)
      ? first(Object.entries(parts), ([name, part]) => part(value[name], path === '' ? name : `${path}.${name}`))
      : object(value, path);

/** The mistakes of an object, one of each part. */
export function mistakesByPart(parts: Readonly<Record<string, Guard>>, what: string, value: unknown): string[] {
  const mistake = object(value, what);
  if (mistake !== null || !isObject(value)) return [mistake ?? what];
  return Object.entries(parts).flatMap(([name, part]) => part(value[name], name) ?? []);
}

/** The same guard under several names. */
export const each = (inner: Guard, ...names: string[]): Record<string, Guard> =>
  Object.fromEntries(names.map((name) => [name, inner]));

function first<T>(items: readonly T[], mistakeIn: (item: T, i: number) => string | null): string | null {
  for (const [i, item] of items.entries()) {
    const mistake = mistakeIn(item, i);
    if (mistake !== null) return mistake;
  }
  return null;
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number') return String(value);
  try {
    const text = JSON.stringify(value) ?? `a ${typeof value}`;
    return text.length > 40 ? `${text.slice(0, 40)}…` : text;
  } catch {
    return typeof value === 'object' ? 'an object that contains itself' : `a ${typeof value}`;
  }
}
