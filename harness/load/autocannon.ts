/**
 * The one place that knows autocannon's inside. It ships no types, and mending a client takes fields that are not public.
 * They are those of 9.0.0 (lib/httpClient.js, and http-parser-js 0.5): the dependency is pinned to that version, and the
 * load's tests fail if another one behaves differently.
 */

import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

/** The key under which http-parser-js keeps the callback for the end of a message. */
export const onMessageComplete = 4;

/** http-parser-js as autocannon sets it up: one parser a client, kept over all of the client's connections. */
export interface Parser {
  /** Of the message being read. `shouldKeepAlive` also knows HTTP/1.0, and bodies that end with the connection. */
  readonly info: { readonly statusCode: number; readonly shouldKeepAlive: boolean };
  [onMessageComplete]: () => void;
  /** Forgets what was half read; the callbacks stay. */
  reinitialize(type: 'RESPONSE'): void;
  /** Tells the parser that the connection ended, which completes a body without a length. */
  finish(): void;
}

/** One of autocannon's clients: one connection after another, with at most one request outstanding. */
export interface Client extends EventEmitter {
  /** Absent until the first connection attempt. */
  conn?: Socket;
  readonly parser: Parser;
  timeoutTicker: { reschedule(ms: number): void; clear(): void };
  /** Begins a connection attempt and asks for a request on it. Every reconnect comes through here. */
  _connect(): void;
  /** Emits `request` and writes it. Called by `_connect` and after each answer. */
  _doRequest(): void;
  /** Destroys `conn`, takes autocannon's `end` and `error` listeners off it, and empties the queue of requests. */
  _destroyConnection(): void;
  /** Ends this client for good, and emits `done`. */
  destroy(): void;
}

export interface AutocannonOptions {
  url: string;
  method?: string;
  body?: Buffer;
  headers?: Readonly<Record<string, string>>;
  connections: number;
  pipelining: number;
  /** Seconds. */
  duration: number;
  /** Milliseconds. */
  sampleInt: number;
  /** Called with each client before its first connection attempt. */
  setupClient(client: Client): void;
}

/** Its result comes once every client is destroyed, or at the end of `duration`. */
export interface Run extends PromiseLike<{ errors: number }> {
  on(event: 'response', listener: () => void): this;
}

/** Runs a load. */
export const autocannon: (options: AutocannonOptions) => Run = createRequire(import.meta.url)('autocannon');
