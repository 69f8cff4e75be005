import type { Attack } from './attack.js';

/** What was seen of an attacked run. */
export interface Aftermath {
  /** The victim was there at that moment: before its start, or after its end, there is nobody to attack. */
  wasHit: boolean;
  /** Exit status of the command, or the signal that ended it; `null` if it had to be ended. */
  ended: number | string | null;
  stderr: string;
  /** Lines of `events.ndjson` that do not parse, the last one left out if the harness was killed while it wrote it. */
  brokenLines: number;
  /** What was still there two seconds after the command had ended: processes, ports, files, memory groups. */
  left: readonly string[];
}

/** How a run may end under an attack that met its victim. A run that is over before must end as if there had been none. */
const mayEnd: Record<string, readonly (number | string)[]> = {
  'SIGKILL harness': ['SIGKILL'],
  // The second before it can hear it.
  'SIGTERM harness': [130, 'SIGTERM'],
  // Noise: whatever it hides, it proves nothing against the target.
  'SIGSTOP harness': [0, 2],
  'SIGKILL load': [2],
  // Its death is the target's own failure, or comes so late that the run was over.
  'SIGKILL primary': [0, 1, 2],
  'SIGKILL worker': [0, 2],
};

/** Before the load begins, a target that loses its primary or a worker may be one that could not be started: status 3. */
const couldNotStart = 3;

/** All that is wrong with how the run came through. */
export function wrongsOf({ victim, signal }: Attack, seen: Aftermath): string[] {
  const wrongs: string[] = [];
  const allowed = seen.wasHit ? (mayEnd[`${signal} ${victim}`] ?? []) : [0, 2];
  const started = victim === 'harness' || !seen.wasHit ? allowed : [...allowed, couldNotStart];
  if (seen.ended === null) wrongs.push('it did not end within a minute');
  else if (!started.includes(seen.ended)) wrongs.push(`it ended with ${seen.ended}, not with ${started.join(' or ')}`);
  if (/^\s+at .*:\d+:\d+\)?$/m.test(seen.stderr)) wrongs.push('it printed a stack trace');
  if (seen.brokenLines > 0) wrongs.push(`${seen.brokenLines} lines of events.ndjson do not parse`);
  if (seen.left.length > 0) wrongs.push(`after 2 s there was still: ${seen.left.join('; ')}`);
  return wrongs;
}
