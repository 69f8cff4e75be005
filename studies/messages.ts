import { countTogether } from '../fixtures/servers/index.js';
import { type Conclusion, defineStudy, fail, inconclusive, pass, type Seen } from '../harness/index.js';
import { byProcess, counted, countsOf, inShort, told } from './counting/counts.js';

const times = 20;

export default defineStudy({
  name: 'messages',
  group: "The lesson's own points",
  ofItsOwnServer: true,
  story: 'What workers do not share they can tell: each tells the primary, the primary adds up and tells all.',
  steps: (options) => [
    {
      ...{ kind: 'ask', name: 'asked', options, target: countTogether },
      // And once more round, without counting: what does each of them say at the end?
      paths: [...new Array(times).fill(counted), ...new Array(times).fill(told)],
    },
  ],
  conclude: concludeMessages,
});

/** Whether every worker told the count of all, at each request and at the end. */
export function concludeMessages({ interviews: [interview] }: Seen): Conclusion {
  if (interview === undefined) throw new Error('nothing was asked');
  const counts = countsOf(interview);
  if (counts === null) return nothingShown('The answers do not tell { "pid", "count" }, so nobody knows who counted.');
  const asked = counts.filter(({ path }) => path === counted);
  const after = counts.filter(({ path }) => path === told);
  const groups = byProcess(asked);
  const atEnd = byProcess(after);
  const sections = [
    {
      title: `GET ${counted}, ${times} times, each on a new connection, and then what each worker says`,
      table: {
        columns: [
          { head: 'worker' },
          { head: 'answers', align: 'right' as const },
          { head: 'the count it told' },
          { head: 'at the end', align: 'right' as const },
        ],
        rows: [...groups].map(([pid, own]) => [
          ...[String(pid), String(own.length), inShort(own.map(({ count }) => count))],
          String(atEnd.get(pid)?.at(-1)?.count ?? '–'),
        ]),
      },
    },
  ];
  if (groups.size < 2 || atEnd.size < 2) {
    return {
      ...nothingShown('One process gave all the answers. It takes two to show that they tell each other.'),
      sections,
    };
  }
  const wrong =
    asked.filter(({ count }, i) => count !== i + 1).length + after.filter(({ count }) => count !== times).length;
  const figure = { observed: wrong, limit: 0, unit: 'wrong counts' };
  const finding =
    wrong === 0
      ? pass(figure, `Whichever of ${groups.size} workers was asked, it told the count of all: 1, 2, 3 … ${times}.`)
      : fail(figure, `${wrong} of ${counts.length} answers told another count than that of all requests.`);
  return { findings: [{ name: 'messages', ...finding }], sections };
}

const nothingShown = (why: string): Conclusion => ({
  findings: [{ name: 'messages', ...inconclusive(why) }],
  sections: [],
});
