import type { EventOf, RunEvent, RunRecord } from '../../harness/record.js';
import { count } from '../../harness/words/format.js';
import { printable } from '../plain-text.js';
import { isOwed, type Tale } from '../terminal/tale.js';
import { type Ended, Tales } from '../terminal/tales.js';
import { deed, wayOut } from './deeds.js';
import { Glossary } from './glossary.js';
import { moral } from './moral.js';

/** One thing that is told: when it happened in the run, a sentence, and what its new words mean. */
export interface Passage {
  atMs: number;
  text: string;
  words: string[];
}

/** Workers that go the way of the first are told in one sentence each, and after so many only counted. */
const mostTold = 5;
const patienceMs = 1000;
/** Losses come in over a moment, and are told in one sum. */
const gatheringMs = 500;

/**
 * Tells a run as a story to who sees one for the first time: one plain sentence an event, each new word explained. The first
 * worker that goes is followed step by step; of the others each gets a sentence. It has no clock: time is what the events say.
 */
export class Storyteller {
  readonly #glossary = new Glossary();
  #tales = new Tales(0);
  #port = 0;
  #launchedPid = 0;
  #ready = false;
  #faultTold = false;
  #over = false;
  /** The first worker that goes. */
  #first: Tale | null = null;
  #others = 0;
  #untold = 0;
  readonly #impatientOf = new Set<Tale>();
  readonly #losses = new Map<number, { requests: number; sinceMs: number }>();

  begin({ name, story }: { name: string; story: string }): Passage[] {
    return this.#told(0, [`This is the story of "${printable(name, 40)}". ${printable(story)}`]);
  }

  /** What there is to tell now that this has happened: often nothing. */
  tell(event: RunEvent): Passage[] {
    if (event.kind === 'target-launched') {
      this.#port = event.port;
      this.#launchedPid = event.pid;
      this.#tales = new Tales(event.port);
    }
    const overdue = this.#over ? [] : [...this.#overdueLosses(event.atMs), ...this.#overdueReforks(event)];
    const ended = this.#tales.apply(event);
    return this.#told(event.atMs, [...overdue, ...this.#sentencesFor(event, ended)]);
  }

  /** What came of it. */
  end(record: RunRecord): Passage[] {
    const others = this.#untold === 0 ? [] : [`${count(this.#untold, 'more worker')} went like that.`];
    return this.#told(record.durationMs, [...others, ...moral(record)]);
  }

  #sentencesFor(event: RunEvent, ended: Ended | null): string[] {
    switch (event.kind) {
      case 'target-ready':
        this.#ready = true;
        break;
      case 'primary-exited':
        this.#over = true;
        break;
      case 'stop-requested':
      case 'interrupted':
        if (this.#over) return [];
        this.#over = true;
        break;
      case 'fault-disarmed':
      case 'load-stopped':
        // Of a server that is gone they say nothing.
        if (this.#over) return [];
        break;
      case 'requests-lost':
        this.#lose(event);
        return [];
      case 'fault-struck':
        if (event.lethal) break;
        if (this.#faultTold) return [];
        this.#faultTold = true;
        return this.#deed(event);
    }
    if (!('worker' in event)) return this.#deed(event);
    if (this.#over) return [];
    return this.#ready ? this.#ofWorker(event, ended) : this.#ofNewcomer(event);
  }

  /** Of those that are there from the beginning, the first is told in full. */
  #ofNewcomer(event: Extract<RunEvent, { worker: number }>): string[] {
    // A single process is watched in the place of a worker that nobody forked.
    if (event.kind === 'worker-forked' && event.pid === this.#launchedPid)
      return ['It forks nobody: this one process has to do everything, and counts as worker 1.'];
    if (event.worker === 1) return this.#deed(event);
    return event.worker === 2 && event.kind === 'worker-forked' ? this.#deed(event) : [];
  }

  #ofWorker(event: Extract<RunEvent, { worker: number }>, ended: Ended | null): string[] {
    const tale = this.#tales.of(event.pid);
    if (tale === undefined) return [];
    const comes = event.kind === 'worker-forked' || event.kind === 'worker-listening';
    if (!comes && tale.servesSinceMs !== null) this.#first ??= tale;
    if (tale === this.#first) return this.#deed(event);
    if (comes && tale === this.#first?.next) return this.#ofFirstReplacement(event, tale);
    if (ended?.kind === 'replaced' && ended.tale !== this.#first && !this.#impatientOf.has(ended.tale))
      return this.#oneOfMany(() => wayOut(ended.tale, this.#takeLosses(ended.tale.pid)));
    if (ended?.kind === 'stillborn')
      return this.#oneOfMany(() => `Worker ${ended.tale.worker} is stillborn: it dies before it has served anybody.`);
    return [];
  }

  #ofFirstReplacement(event: Extract<RunEvent, { worker: number }>, tale: Tale): string[] {
    const old = this.#first?.worker;
    if (event.kind === 'worker-forked')
      return [`The primary reforks: it forks worker ${tale.worker}, which is to take the place of worker ${old}.`];
    const first = this.#first?.exitedAtMs === null ? `, and worker ${old} has not even gone` : '';
    return this.#deed(event).map((text) => text.replace(/\.$/, `${first}.`));
  }

  #oneOfMany(sentence: () => string): string[] {
    this.#others += 1;
    if (this.#others <= mostTold) return [sentence()];
    this.#untold += 1;
    return [];
  }

  #lose({ pid, count: requests, atMs }: EventOf<'requests-lost'>): void {
    if (pid === null) return;
    const before = this.#losses.get(pid);
    this.#losses.set(pid, { requests: (before?.requests ?? 0) + requests, sinceMs: before?.sinceMs ?? atMs });
  }

  #takeLosses(pid: number): number {
    const requests = this.#losses.get(pid)?.requests ?? 0;
    this.#losses.delete(pid);
    return requests;
  }

  /** Of the first worker; those of the others stand in their own sentences, or in the ledger at last. */
  #overdueLosses(nowMs: number): string[] {
    const pid = this.#first?.pid;
    const since = pid === undefined ? undefined : this.#losses.get(pid)?.sinceMs;
    if (pid === undefined || since === undefined || nowMs - since < gatheringMs) return [];
    return [`With worker ${this.#first?.worker} ${count(this.#takeLosses(pid), 'request is', 'requests are')} lost.`];
  }

  /** Who has waited long enough for a replacement, or will see none any more. */
  #overdueReforks({ kind, atMs }: RunEvent): string[] {
    const sentences: string[] = [];
    const waitMs = kind === 'primary-exited' || kind === 'load-stopped' ? 0 : patienceMs;
    for (const tale of this.#tales.all()) {
      if (!isOwed(tale) || atMs - (tale.exitedAtMs ?? atMs) < waitMs || this.#impatientOf.has(tale)) continue;
      this.#impatientOf.add(tale);
      if (tale === this.#first) sentences.push(`Nobody has come in the place of worker ${tale.worker} so far.`);
      else sentences.push(...this.#oneOfMany(() => wayOut(tale, this.#takeLosses(tale.pid))));
    }
    return sentences;
  }

  #deed(event: RunEvent): string[] {
    const text = deed(event, { port: this.#port, workerOf: (pid) => this.#tales.of(pid)?.worker });
    return text === null ? [] : [text];
  }

  #told(atMs: number, sentences: readonly string[]): Passage[] {
    return sentences.map((text) => ({ atMs, text, words: this.#glossary.explain(text) }));
  }
}
