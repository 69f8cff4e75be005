import type { Survivor } from './survivors.js';

/** Why survivors live, by file and by how their code begins. */
const reasons: readonly { file: string; code: string; replacement?: string; why: string }[] = [
  {
    ...{ file: 'ceiling/decide.ts', code: 'seen.living += 1' },
    why: 'The same: it is only asked whether anybody else lives, and counting down tells that as well.',
  },
  {
    ...{ file: 'checks/ceiling.ts', code: 'highestInTimeRssBytes === null', replacement: 'false' },
    why: 'The same: nothing that is null is greater than a limit.',
  },
  {
    ...{ file: 'load/account.ts', code: '{ lowest: 1' },
    why: "The same to three figures, but for latencies of more than an hour: the histogram's own bounds are as wide.",
  },
  {
    ...{ file: 'load/account.ts', code: 'answered', replacement: 'true' },
    why: 'The same: adding an empty histogram changes nothing.',
  },
  {
    ...{ file: 'load/account.ts', code: 'run.count === 0' },
    why: 'The same: an empty histogram has percentiles of 0, and its highest value is 0 too.',
  },
  {
    ...{ file: 'load/exchange.ts', code: "'none'" },
    why: "The same: what a connection is, when it is none, is only compared with 'open' and 'connecting'.",
  },
  {
    ...{ file: 'load/exchange.ts', code: 'false;', replacement: 'true' },
    why: 'The same: a connection that begins sets it, before anything reads it.',
  },
  {
    ...{ file: 'checks/ceiling.ts', code: 'bootRssBytes !== null', replacement: 'true' },
    why: 'The same: nothing that is null is greater than a limit.',
  },
  {
    ...{ file: 'checks/primary.ts', code: 'bytes !== null', replacement: 'true' },
    why: 'The same: nothing that is null is greater than a limit.',
  },
  {
    ...{ file: 'checks/primary.ts', code: 'descriptors !== null', replacement: 'true' },
    why: 'The same: nothing that is null is greater than a limit.',
  },
  {
    ...{ file: 'checks/primary.ts', code: 'bytes === null ? null', replacement: 'false' },
    why: 'The same: where it is null, this figure is not told.',
  },
  {
    ...{ file: 'checks/define-check.ts', code: '{', replacement: '{}' },
    why: 'Not to be tried: it runs once, when the checks are loaded, and all mutants are tried after that.',
  },
  {
    ...{ file: 'checks/refork.ts', code: "'; ')};" },
    why: 'The same: where a doubt is told, to be late is the only fault.',
  },
  {
    ...{ file: 'checks/stability.ts', code: 'first !== undefined', replacement: 'true' },
    why: 'The same: where there is none, there are not more than may be.',
  },
  {
    ...{ file: 'checks/stability.ts', code: 'forks === 0', replacement: 'true' },
    why: 'The same: without a death a fork is one too many, which fails before.',
  },
  {
    ...{ file: 'checks/starvation.ts', code: 'othersShare !== null', replacement: 'true' },
    why: 'The same: nothing that is null is greater than a limit.',
  },
  {
    ...{ file: 'checks/starvation.ts', code: 'throttledShare !== null', replacement: 'true' },
    why: 'The same: nothing that is null is greater than a limit.',
  },
  {
    ...{ file: 'checks/refork.ts', code: 'death.reforkMs !== null', replacement: 'true' },
    why: 'The same: nothing that is null is greater than a limit.',
  },
  {
    ...{ file: 'exit-status.ts', code: "first === undefined ? 'Failed.'" },
    why: 'Not to be reached: a verdict of fail is that of a check that failed. It keeps the types honest.',
  },
  {
    ...{ file: 'exit-status.ts', code: "'Failed.'" },
    why: 'Not to be reached: a verdict of fail is that of a check that failed.',
  },
  {
    ...{ file: 'exit-status.ts', code: "''" },
    why: 'A sentence at the end of which nothing stands is held by a test that looks at its beginning.',
  },
  {
    ...{ file: 'history/attribution.ts', code: 'holder !== undefined', replacement: 'true' },
    why: 'The same: without a holder there is no moment from which its end began, which is asked for next.',
  },
  {
    ...{ file: 'history/attribution.ts', code: 'fromMs === null', replacement: 'false' },
    why: 'The same: a worker whose end never began has not exited either, which is asked for next.',
  },
  {
    ...{ file: 'history/nearest-end.ts', code: '[];' },
    why: 'The same: what has no end of its own is sorted out before the first is looked at.',
  },
  {
    ...{ file: 'history/unattended.ts', code: 'serving += by' },
    why: 'The same: it is only asked whether nobody serves, and counting down tells that as well.',
  },
  {
    ...{ file: 'history/unattended.ts', code: 'by === 1', replacement: 'true' },
    why: 'The same: while nobody serves, nobody can cease to.',
  },
  {
    ...{ file: 'history/unattended.ts', code: 'spans[middle]?.fromMs' },
    why: 'The same: the middle is always that of one of them.',
  },
  {
    ...{ file: 'history/ceiling-history.ts', code: 'crossed.map(' },
    why: 'The same: all of these have crossed.',
  },
  {
    ...{ file: 'history/ceiling-history.ts', code: 'atMs !== null);', replacement: 'true' },
    why: 'The same: all of these have crossed.',
  },
  {
    ...{ file: 'history/ceiling-history.ts', code: 'best === null ||', replacement: 'false' },
    why: 'The same: every size is greater than null.',
  },
  {
    ...{ file: 'history/ceiling-history.ts', code: 'sample !== null && sample > best', replacement: 'true' },
    why: 'The same: nothing that is null is greater than a size.',
  },
  {
    ...{ file: 'history/ceiling-history.ts', code: 'sample > best', replacement: 'sample >= best' },
    why: 'The same: of two that are equal, either is the highest.',
  },
  {
    ...{ file: 'history/deaths.ts', code: 'exitedAtMs === null ||', replacement: 'false' },
    why: 'The same: null is before every load.',
  },
  {
    ...{ file: 'history/deaths.ts', code: 'life.exitedAtMs !== null', replacement: 'true' },
    why: 'The same: it is asked of workers that have exited.',
  },
  {
    ...{ file: 'history/debt-book.ts', code: 'answered !== undefined', replacement: 'true' },
    why: 'The same: nothing is due but for an end.',
  },
  {
    ...{ file: 'history/debt-book.ts', code: 'first !== undefined', replacement: 'true' },
    why: 'The same: there is no surplus without a fork.',
  },
  {
    ...{ file: 'history/debt-book.ts', code: 'own !== undefined && isStillborn', replacement: 'true' },
    why: 'The same: every worker that never listened was tried for something, but for one forked after the load, whose end no count looks at.',
  },
  {
    ...{ file: 'history/debt-book.ts', code: 'own !== undefined) this', replacement: 'true' },
    why: 'The same: nothing is taken out of a set by deleting what is not in it.',
  },
  {
    ...{ file: 'history/debt-book.ts', code: 'handedOn !== undefined', replacement: 'true' },
    why: 'The same: a worker that goes without an end of its own was tried for something.',
  },
  {
    ...{ file: 'history/debt-book.ts', code: 'this.#ofEnd.get(life)?.attempts' },
    why: 'The same: it is asked of workers that have exited, and each of these has ended.',
  },
  {
    ...{ file: 'history/debt-book.ts', code: 'last === undefined ||', replacement: 'false' },
    why: 'The same: whoever asks takes undefined for null.',
  },
  {
    ...{ file: 'history/debt-book.ts', code: '[], attempts' },
    why: 'The same: what a fork that came first is owed is due before all that ends after it, in whatever order they are looked at.',
  },
  {
    ...{ file: 'history/roster.ts', code: "!('worker' in event)", replacement: 'false' },
    why: 'The same: there is no life of an event without a worker.',
  },
  {
    ...{ file: 'history/stalls.ts', code: 'stall.untilMs <= fromMs' },
    why: 'The same, but slower: what lies before the span takes nothing from it.',
  },
  {
    ...{ file: 'history/succession.ts', code: "'initial');" },
    why: 'The same: it is only compared with the other word.',
  },
  {
    ...{ file: 'history/succession.ts', code: "event.kind === 'worker-listening' &&", replacement: 'true' },
    why: 'The same: what else happens to it in the moment in which it listens.',
  },
  {
    ...{ file: 'history/succession.ts', code: '!forked.has(life)) continue', replacement: 'false' },
    why: 'Not told apart: only a worker that listens after it was told to go comes there.',
  },
  {
    ...{ file: 'history/succession.ts', code: 'forkedAtMs < loadFromMs' },
    why: 'The same: what is forked from then on is a surplus anyway, and nobody asks for what is forked after the load.',
  },
  {
    ...{ file: 'history/supervision.ts', code: 'exitedAtMs > loadUntilMs', replacement: 'exitedAtMs >= loadUntilMs' },
    why: 'The same: whoever has exited took every fork that nobody had asked for.',
  },
  {
    ...{ file: 'target/holders.ts', code: '[]' },
    why: 'The same: what has no moment lies in no lifetime, and is the first to be let go of.',
  },
];

export const reasonFor = ({ file, code, replacement }: Survivor): string =>
  reasons.find(
    (reason) =>
      file.endsWith(reason.file) &&
      code.startsWith(reason.code) &&
      (reason.replacement === undefined || reason.replacement === replacement),
  )?.why ?? 'Not explained yet.';
