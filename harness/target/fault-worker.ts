import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a fault may do in the worker it was put into. */
export interface FaultWorker {
  /** The worker's cluster id, counted from 1; lets a fault treat workers differently. */
  readonly number: number;
  /** It booted while the fault was armed already; lets a fault spare those that replace its victims. */
  readonly bootedArmed: boolean;
  /** Calls `act` for each request that reaches this worker while the fault is armed. What it throws is uncaught, as meant. */
  onRequest(act: (request: IncomingMessage, response: ServerResponse) => void): void;
  /** Calls `act` at once if the worker boots while the fault is armed: before its own code, so what it throws ends the boot. */
  onBoot(act: () => void): void;
  /** Says that the fault ends this worker now, or that it is past saving. To be called right before, while there still is someone to say it. */
  lastWords(): void;
}

/** The property under which `defineFault` keeps a fault's code on what it returns, so that the agent finds it. */
export interface Installable {
  install(options: unknown, worker: FaultWorker): void;
}
