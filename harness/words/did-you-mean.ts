/** The name among `names` that was probably meant, or `undefined` if none is near. Case does not count. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  // One slip in a short name, and one more for every three letters.
  let allowed = Math.max(1, Math.floor(given.length / 3));
  for (const name of names) {
    const slips = distance(given.toLowerCase(), name.toLowerCase());
    // A name of which nothing is left was not meant.
    if (slips > allowed || slips >= name.length) continue;
    if (best !== undefined && slips === allowed) continue;
    best = name;
    allowed = slips;
  }
  return best;
}

/** `Unknown scenario "leek". Did you mean "leak"?`, or all there are where none is near. */
export function unknownName(what: string, given: string, names: readonly string[]): string {
  const meant = nearest(given, names);
  const hint = meant === undefined ? `Known are: ${names.join(', ')}.` : `Did you mean "${meant}"?`;
  return `Unknown ${what} ${JSON.stringify(given)}. ${hint}`;
}

/**
 * How many letters must be put in, left out, replaced or swapped with a neighbour to make one text of the other.
 * Damerau–Levenshtein in its restricted form (optimal string alignment): no part is edited twice.
 */
export function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + same,
        swapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;
