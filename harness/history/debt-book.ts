import { isStillborn } from './lives.js';
import type { Life } from './roster.js';

/** Ends of workers that share one fate, and the forks tried for them, one after the other. */
interface Debt {
  ends: Life[];
  attempts: Life[];
  /** One more fork is due. */
  open: boolean;
  begunAtMs: number;
  dueAtMs: number;
}

/** The books of succession: which fork is due for which end. Its rules stand at `successionOf`. */
export class DebtBook {
  readonly #open = new Set<Debt>();
  /** Opened by forks that nobody asked for, in their order: the next end joins the first. */
  readonly #surplus = new Set<Debt>();
  readonly #ofEnd = new Map<Life, Debt>();
  readonly #ofAttempt = new Map<Life, Debt>();
  readonly #predecessors = new Map<Life, Life>();

  /** @param dueAtMs when a worker's replacement is due: of several that wait, the earliest is served first */
  constructor(readonly dueAtMs: (end: Life) => number) {}

  /** Whether a fork would be for somebody. */
  isDue(): boolean {
    return this.#open.size > 0;
  }

  /** A worker was forked. Where nobody is due it is `surplus`, or part of the server's `initial` workers. */
  fork(life: Life, otherwise: 'surplus' | 'initial'): void {
    const debt = this.#mostUrgent();
    if (debt !== undefined) {
      this.#settle(debt);
      this.#try(debt, life);
      const answered = debt.ends.at(-1);
      if (answered !== undefined) this.#predecessors.set(life, answered);
    } else if (otherwise === 'surplus') {
      const unasked = newDebt(life.forkedAtMs);
      this.#try(unasked, life);
      this.#surplus.add(unasked);
    }
  }

  /** A worker's end has begun. Only the first call for a worker counts, and none for a replacement that never listens. */
  begin(life: Life, atMs: number): void {
    if (this.#ofEnd.has(life)) return;
    const own = this.#ofAttempt.get(life);
    if (own !== undefined && isStillborn(life)) return;
    if (own !== undefined) this.#surplus.delete(own);
    this.#owe(newDebt(atMs), life);
  }

  /** A worker, whose end has begun, is gone. A replacement that never listened hands on what it was forked for. */
  exit(life: Life): void {
    const handedOn = this.#ofAttempt.get(life);
    if (handedOn !== undefined && !this.#ofEnd.has(life)) this.#owe(handedOn, life);
  }

  successorOf(life: Life): Life | null {
    const last = this.#ofEnd.get(life)?.attempts.at(-1);
    return last === undefined || last === life ? null : last;
  }

  predecessorOf(life: Life): Life | null {
    return this.#predecessors.get(life) ?? null;
  }

  #owe(debt: Debt, end: Life): void {
    this.#join(debt, end);
    const surplus = this.#takeSurplus(debt);
    if (surplus === undefined) this.#reopen(debt);
    else this.#absorb(debt, surplus, end);
  }

  /** The forks that nobody asked for answer this end after all, and so do the ends of those of them that died at boot. */
  #absorb(debt: Debt, surplus: Debt, end: Life): void {
    const [first] = surplus.attempts;
    if (first !== undefined) this.#predecessors.set(first, end);
    for (const attempt of surplus.attempts) this.#try(debt, attempt);
    for (const joined of surplus.ends) this.#join(debt, joined);
    if (!surplus.open) return;
    this.#settle(surplus);
    this.#reopen(debt);
  }

  #takeSurplus(besides: Debt): Debt | undefined {
    for (const debt of this.#surplus) {
      if (debt === besides) continue;
      this.#surplus.delete(debt);
      return debt;
    }
    return undefined;
  }

  #join(debt: Debt, end: Life): void {
    debt.ends.push(end);
    debt.dueAtMs = Math.min(debt.dueAtMs, this.dueAtMs(end));
    this.#ofEnd.set(end, debt);
  }

  #try(debt: Debt, life: Life): void {
    debt.attempts.push(life);
    this.#ofAttempt.set(life, debt);
  }

  #reopen(debt: Debt): void {
    debt.open = true;
    this.#open.add(debt);
  }

  #settle(debt: Debt): void {
    debt.open = false;
    this.#open.delete(debt);
  }

  #mostUrgent(): Debt | undefined {
    let best: Debt | undefined;
    for (const debt of this.#open) if (best === undefined || isMoreUrgent(debt, best)) best = debt;
    return best;
  }
}

const newDebt = (begunAtMs: number): Debt => ({ ends: [], attempts: [], open: false, begunAtMs, dueAtMs: Infinity });

const isMoreUrgent = (a: Debt, b: Debt): boolean =>
  a.dueAtMs < b.dueAtMs || (a.dueAtMs === b.dueAtMs && a.begunAtMs < b.begunAtMs);
