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
];

/** One run: this peer in this story. */
export interface Cell {
  peer: Peer;
  story: Story;
}

/** Whether this peer is to be run in this story. */
export const isToRun = ({ peer, story }: Cell): boolean =>
  (peer.only?.includes(story.name) ?? true) && (story.ownCeiling !== true || peer.ownCeilingWithinMs !== undefined);

/** Of these peers and stories, the cells there are, row by row within each story. */
export const cellsOf = (peers: readonly Peer[], chosen: readonly Story[]): Cell[] =>
  chosen.flatMap((story) => peers.map((peer) => ({ peer, story }))).filter(isToRun);

/** The scenario with the peer as its target, and the options to run it with. `home` is for what the peer writes. */
export function runOf({ peer, story }: Cell, home: string): { scenario: Scenario; options: RunOptions } {
  const scenario = scenarios.find(({ name }) => name === story.scenario);
  if (scenario === undefined) throw new Error(`There is no scenario "${story.scenario}", which a story names.`);
  const env = { ...peer.server.env, HOME: home, PM2_HOME: home, ...ceilingOf(story) };
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
