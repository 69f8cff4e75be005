/**
 * What agent and harness tell each other: one line a message, JSON but for the commonest one.
 *
 * Times are `process.hrtime` in milliseconds, stamped where the thing happened; on one machine that clock is shared.
 */

/** An event of the primary's cluster module. */
export type ClusterReport =
  | { kind: 'fork'; at: number; worker: number; pid: number }
  | { kind: 'online'; at: number; pid: number }
  | { kind: 'listening'; at: number; pid: number; address: string | null; port: number }
  | { kind: 'closed'; at: number; pid: number; port: number }
  | { kind: 'disconnect'; at: number; pid: number }
  | { kind: 'exit'; at: number; pid: number; code: number | null; signal: string | null };

export type AgentReport =
  /** The first line of every process: who it is, and what it was given to show that it belongs to the run. */
  | { kind: 'hello'; at: number; pid: number; role: 'worker' | 'process'; token: string }
  | ClusterReport
  /** The process's first answer after boot. */
  | { kind: 'answered'; at: number; status: number }
  | { kind: 'struck'; at: number; lethal: boolean }
  /** Sent where memory cannot be read from outside. */
  | { kind: 'memory'; rssBytes: number }
  | { kind: 'failed'; message: string };

/**
 * A connection was accepted: `c`, the client's port, a blank and the moment. As short as it is because some targets accept
 * thousands a second.
 */
export const connectionMark = 'c';

/** `adopt`: this process serves all by itself, and is to be treated as a worker. */
export type ToAgent = 'arm' | 'disarm' | 'adopt';

/** What the agent finds in the environment variable of this name, as JSON. */
export const agentVariable = 'REFORK_AGENT';

export interface AgentBriefing {
  /** Path of the socket on which the harness listens. */
  wire: string;
  /** To be shown to the harness, which listens to nobody else. */
  token: string;
  /** The tested port: only connections to it are told of. */
  port: number;
  /** A file that exists while the fault is armed: read at boot, when there is no time to ask. */
  armedFile: string;
  fault: { name: string; module: string; options: unknown } | null;
  /** How often to report the own memory, or `null` where the harness reads it from outside. */
  memoryEveryMs: number | null;
}
