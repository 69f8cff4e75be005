import { checkNames, type RunRecord } from '../harness/record.js';
import { count } from '../harness/words/format.js';
import { cellText, type Diagnosis, diagnose, legend } from './diagnosis.js';
import { inline, table } from './markdown-text.js';

/** The diagnosis matrix as a document: when and on what it was made, the matrix, how to read it, and who is who. */
export function diagnosisMarkdown(records: readonly RunRecord[]): string {
  const diagnosis = diagnose(records);
  return `${[
    '# The diagnosis matrix',
    origin(records),
    'Each control is a server that is broken in one way, and each must be caught by the check that names its defect. All ten checks ' +
      'judge every control, so that one that fails for the wrong reason shows as well.',
    matrix(diagnosis),
    table(
      [{ head: 'mark' }, { head: 'meaning' }],
      legend.map(([mark, meaning]) => [marked(mark), meaning]),
    ),
    '`exercised` judges what was done to the server and not the server, so it never fails: in `dud` a fault never acts, and the run ' +
      'must come out inconclusive.',
    ...idleNote(diagnosis),
    '## The controls',
    whoIsWho(diagnosis),
  ].join('\n\n')}\n`;
}

function origin(records: readonly RunRecord[]): string {
  const days = records.map(({ startedAt }) => startedAt.slice(0, 10)).sort();
  const [first = '–', last = first] = [days[0], days.at(-1)];
  const { node = '–', platform = '–', cpus = 0 } = records[0]?.environment ?? {};
  const when = first === last ? first : `${first} to ${last}`;
  const runs = count(records.filter(({ expectation }) => expectation !== null).length, 'run');
  return inline(
    `Made by npm run matrix, and never by hand: ${runs} on ${when}, Node ${node} on ${platform}, ${count(cpus, 'CPU')}.`,
  );
}

function matrix({ rows }: Diagnosis): string {
  const heads = [
    { head: 'control' },
    ...checkNames.map((head) => ({ head })),
    { head: 'caught', align: 'right' as const },
  ];
  return table(
    heads,
    rows.map(({ control, runs, caught, cells }) => [
      inline(control),
      ...checkNames.map((check) => {
        const text = cellText(cells[check], runs);
        return cells[check].part === 'named' ? `**${text}**` : marked(text);
      }),
      `${caught} of ${runs}`,
    ]),
  );
}

const whoIsWho = ({ rows }: Diagnosis): string =>
  table(
    [{ head: 'control' }, { head: 'what is wrong with it' }, { head: 'caught by' }],
    rows.map(({ control, story, fails }) => [inline(control), inline(story), fails]),
  );

function idleNote({ idle }: Diagnosis): string[] {
  const lines = idle.map(({ control, check }) => `- ${inline(control)} declares that ${check} may fail.`);
  return lines.length === 0 ? [] : [`Declared, and never seen in these runs:\n\n${lines.join('\n')}`];
}

const marked = (text: string): string => (text === 'FAIL' ? `**${text}**` : text);
