import { resilient } from '../../fixtures/servers/index.js';
import { exercised, type RunOptions, type Scenario, seconds } from '../../harness/index.js';
import { scenarios } from '../../scenarios/index.js';
import type { Peer } from './peers.js';

/** What every peer is put through: a scenario of the catalogue, and how it is run here. */
export interface Story {
  /** For `--scenario`. */
  name: string;
  scenario: string;
  /** As its table is called. */
  title: string;
  options: RunOptions;
  /** The peer itself has to send away what is over the ceiling. */
  ownCeiling?: boolean;
  /** Left out for those who look at memory more seldom. */
  noticedWithinMs?: number;
}

const ownCeilingBytes = 90e6;

/** In the order of their tables. Another scenario is one more line. */
export const stories: readonly Story[] = [
  { name: 'leak', scenario: 'leak', title: 'Workers leak, and are sent away at the ceiling by refork', options: {} },
  {
    ...{
      name: 'leak-own',
      scenario: 'leak',
      title: 'Workers leak, and the supervisor has to see to it',
      ownCeiling: true,
    },
    options: { ceilingBytes: ownCeilingBytes, enforce: 'target' },
  },
  { name: 'crash', scenario: 'crash', title: 'Workers crash', options: {} },
  {
    name: 'crash-loop',
    scenario: 'crash-loop',
    title: 'A worker dies, and for seconds no other can boot',
    options: {},
  },
  {
    ...{ name: 'out-of-memory', scenario: 'out-of-memory', title: "Workers leak until V8's heap is full" },
    options: {},
  },
  { name: 'hang', scenario: 'blocked', title: 'A worker is blocked for ever', options: {} },
  {
    name: 'primary-death',
    scenario: 'primary-killed',
    title: 'The primary is killed, one worker blocked',
    options: {},
  },
  { name: 'drain', scenario: 'drain', title: 'Workers are sent away amid slow answers and uploads', options: {} },
  {
    ...{ name: 'bad-release', scenario: 'bad-release', title: 'Workers reach their ceiling while no other can boot' },
    ...{ ownCeiling: true, noticedWithinMs: 5000, options: { enforce: 'target' } },
  },
];

/** One run: this peer in this story. */
export interface Cell {
  peer: Peer;
  story: Story;
}

/** Whether this peer is to be run in this story. */
export const isToRun = ({ peer, story }: Cell): boolean =>
  (peer.only?.includes(story.name) ?? true) &&
  (story.ownCeiling !== true || (peer.ownCeilingWithinMs ?? Infinity) <= (story.noticedWithinMs ?? Number.MAX_VALUE));

/** Of these peers and stories, the cells there are, row by row within each story. */
export const cellsOf = (peers: readonly Peer[], chosen: readonly Story[]): Cell[] =>
  chosen.flatMap((story) => peers.map((peer) => ({ peer, story }))).filter(isToRun);

/** The scenario with the peer as its target, and the options to run it with. `home` is for what the peer writes. */
export function runOf({ peer, story }: Cell, home: string): { scenario: Scenario; options: RunOptions } {
  const scenario = scenarios.find(({ name }) => name === story.scenario);
  if (scenario === undefined) throw new Error(`There is no scenario "${story.scenario}", which a story names.`);
  // What a scenario asks of our own server is how that server is to be set up for it.
  const ours = peer.server === resilient ? scenario.target?.env : {};
  const env = { ...ours, ...peer.server.env, HOME: home, PM2_HOME: home, ...ceilingOf(story) };
  return {
    scenario: { ...scenario, checks: checksOf(story, scenario), target: { ...peer.server, env } },
    options: {
      ...story.options,
      ...(peer.guarded && { enforce: 'harness' }),
      workers: 2,
      durationMs: durationOf({ peer, story }, scenario),
    },
  };
}

/** Who looks each half minute sends away too few to judge by; that each of them is one is enough here. */
const checksOf = ({ ownCeiling }: Story, { checks }: Scenario): Scenario['checks'] =>
  ownCeiling === true ? checks.map((check) => (check.name === 'exercised' ? exercised({ deaths: 1 }) : check)) : checks;

const ceilingOf = ({ ownCeiling }: Story): Record<string, string> =>
  ownCeiling === true ? { CEILING_BYTES: String(ownCeilingBytes), CEILING_MB: String(ownCeilingBytes / 1e6) } : {};

/** A supervisor that looks seldom is given the time to look, and some more to act. */
function durationOf({ peer, story }: Cell, { load }: Scenario): number {
  const durationMs = story.options.durationMs ?? load.durationMs;
  return story.ownCeiling === true ? durationMs + (peer.ownCeilingWithinMs ?? 0) : Math.min(durationMs, seconds(10));
}
