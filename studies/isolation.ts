import { eachCounts } from '../fixtures/servers/index.js';
import { type Conclusion, defineStudy, fail, inconclusive, pass, type Seen } from '../harness/index.js';
import { byProcess, counted, countsOf, inShort } from './counting/counts.js';

const times = 20;

export default defineStudy({
  name: 'isolation',
  group: "The lesson's own points",
  ofItsOwnServer: true,
  story: 'Workers share no memory: each counts the requests it has seen itself, and knows nothing of the others.',
  steps: (options) => [
    { kind: 'ask', name: 'asked', options, target: eachCounts, paths: new Array(times).fill(counted) },
  ],
  conclude: concludeIsolation,
});

/** Whether each worker counted 1, 2, 3 … of its own, and all counts together are the requests that were sent. */
export function concludeIsolation({ interviews: [interview] }: Seen): Conclusion {
  if (interview === undefined) throw new Error('nothing was asked');
  const counts = countsOf(interview);
  if (counts === null) return nothingShown('The answers do not tell { "pid", "count" }, so nobody knows who counted.');
  const groups = [...byProcess(counts)].map(([pid, own]) => ({ pid, counts: own.map(({ count }) => count) }));
  const sum = groups.reduce((total, group) => total + (group.counts.at(-1) ?? 0), 0);
  const rows = groups.map(({ pid, counts }) => [
    String(pid),
    String(counts.length),
    inShort(counts),
    String(counts.at(-1)),
  ]);
  const sections = [
    {
      title: `GET ${counted}, ${times} times, each on a new connection`,
      table: {
        columns: [
          { head: 'worker' },
          { head: 'answers', align: 'right' as const },
          { head: 'it counted' },
          { head: 'at the end', align: 'right' as const },
        ],
        rows: [...rows, ['together', String(counts.length), '', String(sum)]],
      },
    },
  ];
  if (groups.length < 2) {
    return {
      ...nothingShown('One process gave all the answers. It takes two to show that they share nothing.'),
      sections,
    };
  }
  const figure = { observed: sum, limit: counts.length, unit: 'requests' };
  const stranger = groups.find(({ counts }) => counts.some((count, i) => count !== i + 1));
  const finding =
    stranger === undefined
      ? pass(
          figure,
          `${groups.length} workers counted 1, 2, 3 … each for itself; together they saw the ${counts.length} requests.`,
        )
      : fail(figure, `Worker ${stranger.pid} counted ${inShort(stranger.counts)}: it counts what others saw as well.`);
  return { findings: [{ name: 'isolation', ...finding }], sections };
}

const nothingShown = (why: string): Conclusion => ({
  findings: [{ name: 'isolation', ...inconclusive(why) }],
  sections: [],
});
