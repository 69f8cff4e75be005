import { inconclusive, pass } from '../checks/judgement.js';
import { worst } from '../checks/verdict.js';
import { explain } from '../exit-status.js';
import type { Finding, Status } from '../record.js';
import { count } from '../words/format.js';
import type { Conclusion, Seen, SeenRun, Study } from './study.js';

/**
 * Draws the conclusion. The verdict is the worst of the study's own findings and of its runs: what is broken, or could not be
 * shown, in one of them is so in the whole. A study that throws is inconclusive, and its finding says why.
 */
export function concludeSafely(study: Study, seen: Seen): Conclusion & { verdict: Status } {
  const ofRuns = seen.runs.length === 0 ? [] : [runsFinding(seen.runs)];
  const conclusion = attempt(study, seen);
  const findings = [...ofRuns, ...conclusion.findings];
  return { findings, sections: conclusion.sections, verdict: worst(findings.map(({ status }) => status)) };
}

function attempt(study: Study, seen: Seen): Conclusion {
  try {
    return study.conclude(seen);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      findings: [{ name: 'conclusion', ...inconclusive(`No conclusion could be drawn: ${why}`) }],
      sections: [],
    };
  }
}

function runsFinding(runs: readonly SeenRun[]): Finding {
  const verdict = worst(runs.map(({ record }) => record.verdict));
  const passed = runs.filter(({ record }) => record.verdict === 'pass').length;
  const figure = { observed: passed, limit: runs.length, unit: 'runs' };
  if (verdict === 'pass')
    return { name: 'runs', ...pass(figure, `${count(passed, 'run')}, and each passed its own checks.`) };
  const [first] = runs.filter(({ record }) => record.verdict === verdict);
  return {
    name: 'runs',
    ...figure,
    status: verdict,
    summary: first === undefined ? '' : `In ${first.step}: ${explain(first.record)}`,
  };
}
