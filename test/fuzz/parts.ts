/** The path of every part of a value, but of long lists only the first item's. */
export function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Object.entries(value).slice(0, Array.isArray(value) ? 1 : undefined);
  return [path, ...entries.flatMap(([name, part]) => pathsOf(part, [...path, name]))];
}

/** The value with another in the place of one part; `undefined` takes the part away. */
export function replaced(value: unknown, [name, ...rest]: readonly string[], instead: unknown): unknown {
  if (name === undefined) return instead === undefined ? null : instead;
  const copy: Record<string, unknown> = Object.assign(Array.isArray(value) ? [] : {}, value);
  copy[name] = rest.length === 0 ? instead : replaced(copy[name], rest, instead);
  return copy;
}
