import { leakBuffers } from '../../fixtures/faults/index.js';
import { ceiling, defineScenario, exercised, orphans, seconds, stability } from '../../harness/index.js';
import type { Scenario } from '../../harness/scenario.js';
import { scenarios } from '../../scenarios/index.js';

/** The bench's own scenarios, which say nothing of a server and so are not in the catalogue. */
const own: readonly Scenario[] = [
  defineScenario({
    name: 'flat-out',
    story: 'Nothing goes wrong, and every request is answered as fast as it can be.',
    load: { connections: 20, durationMs: seconds(5) },
    checks: [exercised({ requests: 1 }), stability({ stillbornPer10s: 0 }), orphans()],
  }),
  defineScenario({
    name: 'fast-leak',
    story: 'The server leaks 50 MB a second.',
    fault: leakBuffers({ bytesPerRequest: 50_000 }),
    ceiling: { rssBytes: 150e6 },
    load: { connections: 20, rate: 1000, durationMs: seconds(15) },
    checks: [exercised({ deaths: 1 }), ceiling({ overBy: 0.2 }), orphans()],
  }),
];

/** A scenario of the bench, or of the catalogue. @throws Error if there is none of this name. */
export function loadNamed(name: string): Scenario {
  const found = [...own, ...scenarios].find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no scenario "${name}".`);
  return found;
}
