/** The public API: run a scenario, define one, judge a record. */

export * from './checks/index.js';
export { fail, inconclusive, pass } from './checks/judgement.js';
export { judge } from './checks/verdict.js';
export { exitStatus } from './exit-status.js';
export type { Progress } from './observation.js';
export type * from './record.js';
export { type RunControl, run } from './run.js';
export type { RunOptions } from './run-options.js';
export { defineScenario } from './scenario/define-scenario.js';
export type { CeilingPlan, Fault, LoadPlan, Scenario, ServerFile, Strike } from './scenario.js';
export { conduct, type StudyControl } from './study/conduct.js';
export { defineStudy } from './study/define-study.js';
export type * from './study/study.js';
export type { StudyRecord } from './study/study-record.js';
export type { FaultWorker } from './target/fault-worker.js';
export { RecordNotKept, TargetNotReady, UsageError } from './usage-error.js';
export { gib, kib, mib, minutes, seconds } from './words/units.js';
