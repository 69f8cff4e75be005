import { hanging } from '../../harness/words/wrap.js';
import type { Style } from './style.js';

export interface Listed {
  name: string;
  story: string;
  group?: string;
}

/** The scenarios in their groups, those of no group first, each with its story. Groups keep the order they come in. */
export function list(scenarios: readonly Listed[], style: Style, columns = 100): string {
  const groups = new Map<string, Listed[]>();
  for (const scenario of [...scenarios].sort((a, b) => Number(a.group !== undefined) - Number(b.group !== undefined))) {
    const group = scenario.group ?? 'Scenarios';
    groups.set(group, [...(groups.get(group) ?? []), scenario]);
  }
  const longest = Math.max(0, ...scenarios.map(({ name }) => name.length));
  const parts = [...groups].map(([group, members]) => [
    style.bold(group),
    ...hanging(
      members.map(({ name, story }) => [name.padEnd(longest), story]),
      columns,
    ),
  ]);
  return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
}
