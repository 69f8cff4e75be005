import { type AnyRecord, isStudy, type StudyRecord } from '../harness/study/study-record.js';
import { option, quoted, repeatCommand, size, time } from './timeline/repeat-command.js';

/** The command that repeats a run with its settings, or a study with what its user said of it. */
export const repeatAny = (record: AnyRecord): string => (isStudy(record) ? repeatStudy(record) : repeatCommand(record));

function repeatStudy({ scenario, options }: StudyRecord): string {
  const words = [
    ...['npx', 'refork', scenario],
    ...option('--target', options.target),
    ...option('--app', options.app),
    ...option('--path', options.path),
    ...option('--workers', options.workers?.toString()),
    ...option('--ceiling', options.ceilingBytes === undefined ? null : size(options.ceilingBytes)),
    ...option('--enforce', options.enforce),
    ...option('--signal', options.signal),
    ...option('--grace', options.graceMs === undefined ? null : time(options.graceMs)),
    ...option('--connections', options.connections?.toString()),
    ...option('--duration', options.durationMs === undefined ? null : time(options.durationMs)),
    ...option('--rate', options.rate?.toString()),
    ...(options.command === undefined ? [] : ['--', ...options.command]),
  ];
  return words.map(quoted).join(' ');
}
