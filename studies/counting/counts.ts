import type { Answer, Interview } from '../../harness/index.js';

/** One answer of a server that says which process counted, and how far it is. */
export interface Count {
  path: string;
  pid: number;
  count: number;
}

/** The path that is counted, and one that only tells. */
export const counted = '/count';
export const told = '/';

/** What was told, or `null` as soon as one answer tells no count. */
export function countsOf({ answers }: Interview): Count[] | null {
  const counts = answers.map(countOf);
  return counts.every((count) => count !== null) ? counts : null;
}

function countOf({ path, body }: Answer): Count | null {
  try {
    const { pid, count } = JSON.parse(body) as Record<string, unknown>;
    return typeof pid === 'number' && typeof count === 'number' ? { path, pid, count } : null;
  } catch {
    return null;
  }
}

/** The same by process, in the order in which they first answered. */
export function byProcess(counts: readonly Count[]): Map<number, Count[]> {
  const groups = new Map<number, Count[]>();
  for (const count of counts) groups.set(count.pid, [...(groups.get(count.pid) ?? []), count]);
  return groups;
}

/** `1, 2, 3 … 10`: the first few, and the last. */
export function inShort(numbers: readonly number[]): string {
  if (numbers.length <= 6) return numbers.join(', ');
  return `${numbers.slice(0, 4).join(', ')} … ${numbers.at(-1)}`;
}
