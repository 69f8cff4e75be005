import { broken } from '../../fixtures/servers/index.js';
import {
  availability,
  type Check,
  type CheckName,
  capacity,
  ceiling,
  defineScenario,
  exercised,
  type LoadPlan,
  loss,
  mib,
  orphans,
  primary,
  recovery,
  refork,
  type Scenario,
  seconds,
  stability,
} from '../../harness/index.js';
import { withChecks } from '../with-checks.js';

/** A server broken on purpose, and the check that must catch it. */
export interface Control extends Omit<Scenario, 'group' | 'load' | 'checks' | 'expectation'> {
  load?: Partial<LoadPlan>;
  /** Those with other limits than all controls have. */
  checks?: readonly Check[];
  /** The check that names the defect. */
  fails: CheckName;
  /** The checks that fail with it, each because of the same defect. */
  consequences?: readonly CheckName[];
}

// All ten, so that each control shows as well what its defect does not touch. The limits are those of leak and crash.
const checks = [
  exercised({ requests: 100 }),
  refork({ withinMs: 2000 }),
  ceiling({ overBy: 0.2 }),
  availability({ slo: 0.9, longestOutageMs: 1000 }),
  capacity({ floor: -1 }),
  loss({ perConnection: 2, unattributed: 0 }),
  stability({ stillbornPer10s: 5 }),
  recovery({ throughput: 0.5 }),
  primary({ growthBytes: mib(32), growthDescriptors: 16 }),
  orphans(),
];

/** Short, but long enough that a replacement which is due after two seconds is missed. The server is the one of the same name. */
export const defineControl = ({ fails, consequences = [], load, checks: own = [], ...story }: Control): Scenario =>
  defineScenario({
    group: 'Controls: servers broken on purpose',
    target: broken(story.name),
    ...story,
    load: { connections: 20, rate: 500, durationMs: seconds(3.5), ...load },
    checks: withChecks({ checks }, ...own),
    expectation: { fails, consequences: [...consequences] },
  });
