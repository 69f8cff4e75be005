/** Any part of `T`; lists are given whole. */
export type Part<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: Part<T[K]> } : T;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `part` laid over `whole`, object by object; lists and plain values are replaced, `undefined` leaves what was there. */
export function merge<T>(whole: T, part: Part<NoInfer<T>>): T {
  if (!isPlain(whole) || !isPlain(part)) return part as T;
  const merged: Record<string, unknown> = { ...whole };
  for (const [key, value] of Object.entries(part)) {
    if (value !== undefined) merged[key] = key in whole ? merge(whole[key], value as Part<unknown>) : value;
  }
  return merged as T;
}
