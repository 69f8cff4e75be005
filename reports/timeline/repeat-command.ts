import type { CheckName, RunRecord } from '../../harness/record.js';

/**
 * The command that repeats a run with the settings and limits it had. Where the target was one of ours it is left to the
 * scenario, and so is the port, which was a free one.
 */
export function repeatCommand(record: RunRecord): string {
  const { scenario, settings } = record;
  // These are no scenarios of their own: one of them alone would grade nothing.
  if (scenario.startsWith('exercise-')) return ['npx', 'refork', 'grade', settings.target].map(quoted).join(' ');
  const words = [
    ...['npx', 'refork', scenario],
    ...option('--workers', String(settings.workers)),
    ...option('--connections', String(settings.connections)),
    ...option('--duration', time(settings.durationMs)),
    ...option('--rate', settings.rate === null ? null : String(settings.rate)),
    ...option('--path', settings.path === '/' ? null : settings.path),
    ...option('--ceiling', settings.ceilingBytes === null ? null : size(settings.ceilingBytes)),
    ...option('--enforce', settings.enforce === 'harness' ? null : settings.enforce),
    ...option('--signal', settings.signal === 'SIGTERM' ? null : settings.signal),
    ...option('--grace', settings.graceMs === 5000 ? null : time(settings.graceMs)),
    ...option('--slo', percentage(limit(record, 'availability', 'slo'))),
    ...option('--lost-per-exit', plain(limit(record, 'loss', 'perExit'))),
    ...option('--refork-within', milliseconds(limit(record, 'refork', 'withinMs'))),
    ...target(record),
  ];
  return words.map(quoted).join(' ');
}

export const option = (name: string, value: string | null | undefined): string[] =>
  value == null ? [] : [name, value];

const underFixture = " under the fixture's primary";

/** A file, an app, or the program and arguments after `--`: of the last the record keeps the words run together. */
function target({ settings: { target }, events }: RunRecord): string[] {
  if (/^fixtures[\\/]servers[\\/]/.test(target)) return [];
  if (target.endsWith(underFixture)) return ['--app', target.slice(0, -underFixture.length)];
  const launched = events.find((event) => event.kind === 'target-launched');
  return launched?.command === target ? ['--', ...target.split(' ')] : ['--target', target];
}

const limit = ({ checks }: RunRecord, check: CheckName, name: string): number | null =>
  checks.find((each) => each.name === check)?.limits[name] ?? null;

const plain = (n: number | null): string | null => (n === null ? null : String(n));
const milliseconds = (n: number | null): string | null => (n === null ? null : time(n));
const percentage = (share: number | null): string | null =>
  share === null ? null : `${Number((share * 100).toPrecision(12))}%`;

export const time = (ms: number): string => (ms >= 1000 && ms % 100 === 0 ? `${ms / 1000}s` : `${ms}ms`);

/** In the largest unit that says it exactly. */
export function size(bytes: number): string {
  if (bytes % 1e6 === 0) return `${bytes / 1e6}MB`;
  return bytes % 1024 ** 2 === 0 ? `${bytes / 1024 ** 2}MiB` : `${bytes}B`;
}

/** For a POSIX shell. */
export const quoted = (word: string): string =>
  /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
