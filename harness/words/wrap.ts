// A blank, but not the one between a figure and its unit.
const gap = / (?!%|(?:ms|s|MB)\b)/;

/**
 * Breaks plain text at its blanks into lines of at most `columns`, figures and their units kept together; a longer word is
 * cut. At least one line, maybe empty.
 */
export function wrap(text: string, columns: number): string[] {
  if (columns < 1) return wrap(text, 1);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(gap)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= columns) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    for (; line.length > columns; line = line.slice(columns)) lines.push(line.slice(0, columns));
  }
  return [...lines, line];
}

/**
 * Rows of a head and a text beside it: the texts in one column, two blanks behind the longest head, their further lines
 * below their first. Each line begins with two blanks and is at most `columns` long.
 */
export function hanging(rows: readonly (readonly [head: string, text: string])[], columns: number): string[] {
  const indent = Math.max(0, ...rows.map(([head]) => head.length)) + 4;
  return rows.flatMap(([head, text]) =>
    wrap(text, Math.max(1, columns - indent)).map((line, index) =>
      `${(index === 0 ? `  ${head}` : '').padEnd(indent)}${line}`.trimEnd(),
    ),
  );
}
