import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** An import of one of our files by another. */
interface Arrow {
  from: string;
  to: string;
  typesOnly: boolean;
}

const rooms = ['harness', 'fixtures', 'scenarios', 'studies', 'reports', 'matchers'];
const filesIn = (room: string): string[] =>
  readdirSync(room, { encoding: 'utf8', recursive: true })
    .filter((file) => /\.c?ts$/.test(file))
    .map((file) => join(room, file));
const arrows = rooms.flatMap(filesIn).flatMap(arrowsOf);

function arrowsOf(from: string): Arrow[] {
  const statements = readFileSync(from, 'utf8').matchAll(/^(import|export) (type )?[^;]*?from '(\.[^']*)';/gms);
  return [...statements].map(([, , type, path = '']) => ({
    ...{ from, to: join(dirname(from), path.replace(/\.(c?)js$/, '.$1ts')), typesOnly: type !== undefined },
  }));
}

const wrong = (isWrong: (arrow: Arrow) => boolean): string[] =>
  arrows.filter(isWrong).map(({ from, to }) => `${from} imports ${to}`);
const isIn = (path: string, ...rooms: string[]): boolean => rooms.some((room) => path.startsWith(`${room}/`));

describe('the house', () => {
  it('has arrows to look at', () => {
    expect(arrows.length).toBeGreaterThan(500);
  });

  it('has an engine that knows no scenario, no server, no fault and no report; only the command line does', () => {
    const others = ['scenarios', 'studies', 'fixtures', 'reports', 'matchers'];
    const isEngine = (path: string): boolean => isIn(path, 'harness') && !isIn(path, 'harness/cli');
    expect(wrong(({ from, to }) => isEngine(from) && isIn(to, ...others))).toEqual([]);
  });

  it('has fixtures that take nothing of the engine but types', () => {
    expect(wrong(({ from, to, typesOnly }) => isIn(from, 'fixtures') && isIn(to, 'harness') && !typesOnly)).toEqual([]);
  });

  it('has a record that imports nothing, and checks and reports that start, stop and measure nothing', () => {
    expect(wrong(({ from }) => from === 'harness/record.ts')).toEqual([]);
    const doing = ['harness/target', 'harness/load', 'harness/ceiling', 'harness/cli', 'harness/machine'];
    const isPure = (path: string): boolean => isIn(path, 'harness/checks', 'harness/history', 'reports');
    expect(wrong(({ from, to, typesOnly }) => isPure(from) && isIn(to, ...doing) && !typesOnly)).toEqual([]);
  });

  it('has no circle of imports, but for types', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, typesOnly } of arrows) if (!typesOnly) next.set(from, [...(next.get(from) ?? []), to]);
    const open = new Set<string>();
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string): void => {
      if (open.has(file)) circles.push([...open, file].join(' → '));
      if (open.has(file) || done.has(file)) return;
      open.add(file);
      for (const to of next.get(file) ?? []) walk(to);
      open.delete(file);
      done.add(file);
    };
    for (const { from } of arrows) walk(from);
    expect(circles).toEqual([]);
  });
});
