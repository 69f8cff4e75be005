import { percent, whole } from '../../harness/words/format.js';
import { table } from '../table.js';
import { reasonFor } from './reasons.js';
import type { FileScore } from './survivors.js';

/** The page: how many mutants of each file were killed, and why the others live. */
export function documentOf(scores: readonly FileScore[], made: readonly string[] = []): string {
  const sum = (of: (score: FileScore) => number): number => scores.reduce((all, score) => all + of(score), 0);
  const row = (name: string, killed: number, mutants: number): string[] => [
    name,
    whole(mutants),
    whole(mutants - killed),
    mutants === 0 ? '–' : percent(killed / mutants),
  ];
  const rows = scores.map(({ file, killed, mutants }) => row(file, killed, mutants));
  const all = row(
    'all',
    sum(({ killed }) => killed),
    sum(({ mutants }) => mutants),
  );
  const survivors = scores.flatMap((score) => score.survivors);
  return [
    '# What the tests do not notice',
    '',
    'Made by `npm run mutation`, and not to be edited by hand; the reasons stand in `trust/mutation/reasons.ts`.',
    '',
    'Stryker changes one thing at a time in the code that judges (a comparison, a sum, a word), and runs the tests. A change that no test',
    'notices survives. Only pure code is changed, and never a supervisor.',
    ...(made.length === 0 ? [] : ['', `Results of: ${made.join(', ')} (UTC).`]),
    '',
    ...table(['file', 'mutants', 'survived', 'killed'], [...rows, all]),
    '',
    '## The survivors',
    '',
    ...table(
      ['where', 'code', 'became', 'why it lives'],
      survivors.map((survivor) => [
        `${survivor.file}:${survivor.line}`,
        code(survivor.code),
        code(survivor.replacement),
        reasonFor(survivor),
      ]),
    ),
    '',
  ].join('\n');
}

function code(text: string): string {
  const short = text.replace(/\s+/g, ' ').slice(0, 70).replaceAll('|', '\\|');
  return `\`\` ${short} \`\``;
}
