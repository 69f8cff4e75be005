/**
 * The agent: preloaded into every Node process of the target by `NODE_OPTIONS=--require`.
 *
 * It reports what `node:cluster` does in the primary, and which connections reach the workers, and it installs the
 * scenario's fault there. It imports nothing but Node, keeps no process alive, and lets no error of its own into the target.
 */
import diagnostics = require('node:diagnostics_channel');
import fs = require('node:fs');
import net = require('node:net');
import url = require('node:url');
import threads = require('node:worker_threads');

import type { Cluster, Worker } from 'node:cluster';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultWorker, Installable } from './fault-worker.js';
import type { AgentBriefing, AgentReport } from './wire.js';

// Its CommonJS form is the module itself, which the types know only as a default export.
const cluster = require('node:cluster') as Cluster;

type Exchange = { request: IncomingMessage; response: ServerResponse };

const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Runs `report`, and swallows what it throws: a fault of the agent must never be the target's. */
function safely(report: () => void): void {
  try {
    report();
  } catch {}
}

/** What a fault does to the boot of this process. Done outside of all that keeps errors from the target: this one is meant. */
const bootActs: (() => void)[] = [];

function openWire(path: string): net.Socket {
  const wire = net.connect(path);
  wire.unref();
  wire.on('error', () => {});
  wire.setEncoding('utf8');
  return wire;
}

/**
 * Writes what must arrive even if the process ends with the next statement. A socket that was told to connect a moment ago is
 * connected, as these are local, but Node holds back what is written to it until the event loop turns.
 */
function writeAtOnce(wire: net.Socket, line: string): void {
  const { fd } = (wire as unknown as { _handle?: { fd?: number } })._handle ?? {};
  if (wire.connecting && fd !== undefined && fd >= 0) fs.writeSync(fd, line);
  else wire.write(line);
}

/** Follows the cluster module of this process, if it ever forks. */
function followCluster(send: (report: AgentReport) => void): void {
  // Kept from the fork on, because some supervisors (pm2) overwrite the pid of a worker before its exit is told.
  const pids = new WeakMap<Worker, number>();
  const pidOf = (worker: Worker): number => pids.get(worker) ?? worker.process.pid ?? 0;

  cluster.on('fork', (worker) => {
    pids.set(worker, worker.process.pid ?? 0);
    send({ kind: 'fork', at: now(), worker: worker.id, pid: pidOf(worker) });
    followListeners(worker, (port) => send({ kind: 'closed', at: now(), pid: pidOf(worker), port }));
  });
  cluster.on('online', (worker) => send({ kind: 'online', at: now(), pid: pidOf(worker) }));
  cluster.on('listening', (worker, { address, port }) =>
    send({ kind: 'listening', at: now(), pid: pidOf(worker), address: address ?? null, port }),
  );
  cluster.on('disconnect', (worker) => send({ kind: 'disconnect', at: now(), pid: pidOf(worker) }));
  cluster.on('exit', (worker, code, signal) =>
    send({ kind: 'exit', at: now(), pid: pidOf(worker), code: code ?? null, signal: signal ?? null }),
  );
}

/** `address:port:addressType:fd`, to which Node 20 adds an index, and later ones only where the port is 0. */
const portInKey = /:(\d+):[46]:[^:]*(?::\d+)?$/;

/** A worker that closes its listener says so to its primary, but the cluster module has no event for it. */
function followListeners(worker: Worker, onClosed: (port: number) => void): void {
  worker.process.on('internalMessage' as 'message', (message) =>
    safely(() => {
      const { cmd, act, key } = message as unknown as { cmd?: string; act?: string; key?: string };
      if (cmd !== 'NODE_CLUSTER' || act !== 'close') return;
      const port = portInKey.exec(key ?? '')?.[1];
      if (port !== undefined) onClosed(Number(port));
    }),
  );
}

/**
 * Connections to other ports, such as an admin's or a health check's, come from other processes, and those are given the same
 * local ports as our load: it is the pair that is unique.
 */
function followConnections(wire: net.Socket, testedPort: number): void {
  diagnostics.subscribe('net.server.socket', (message) =>
    safely(() => {
      const { remotePort, localPort } = (message as { socket: net.Socket }).socket;
      if (remotePort !== undefined && localPort === testedPort) wire.write(`c${remotePort} ${now()}\n`);
    }),
  );
}

function reportFirstAnswer(send: (report: AgentReport) => void): void {
  const channel = 'http.server.response.finish';
  const onFinish = (message: unknown): void => {
    diagnostics.unsubscribe(channel, onFinish);
    safely(() => send({ kind: 'answered', at: now(), status: (message as Exchange).response.statusCode }));
  };
  diagnostics.subscribe(channel, onFinish);
}

function installFault(
  { module, options, name }: NonNullable<AgentBriefing['fault']>,
  isArmed: () => boolean,
  send: (report: AgentReport) => void,
): void {
  const exported: unknown[] = Object.values(require(url.fileURLToPath(module)));
  const fault = exported.find(
    (value): value is Installable => typeof (value as Installable | null)?.install === 'function',
  );
  if (fault === undefined) throw new Error(`${module} exports nothing made by defineFault`);
  let struck = false;
  const strike = (): void => {
    if (struck) return;
    struck = true;
    send({ kind: 'struck', at: now(), lethal: false });
  };
  const worker: FaultWorker = {
    number: cluster.worker?.id ?? 1,
    bootedArmed: isArmed(),
    onBoot(act) {
      if (!isArmed()) return;
      strike();
      bootActs.push(act);
    },
    onRequest(act) {
      diagnostics.subscribe('http.server.request.start', (message) => {
        if (!isArmed()) return;
        strike();
        const { request, response } = message as Exchange;
        act(request, response);
      });
    },
    lastWords() {
      send({ kind: 'struck', at: now(), lethal: true });
    },
  };
  try {
    fault.install(options, worker);
  } catch (error) {
    throw new Error(`fault "${name}": ${error instanceof Error ? error.message : String(error)}`);
  }
}

function reportMemory(everyMs: number, send: (report: AgentReport) => void): void {
  setInterval(() => send({ kind: 'memory', rssBytes: process.memoryUsage.rss() }), everyMs).unref();
}

function start(): void {
  const {
    wire: path,
    token,
    port,
    armedFile,
    fault,
    memoryEveryMs,
  } = JSON.parse(process.env.REFORK_AGENT ?? '') as AgentBriefing;
  const wire = openWire(path);
  const send = (report: AgentReport): void => safely(() => writeAtOnce(wire, `${JSON.stringify(report)}\n`));
  send({ kind: 'hello', at: now(), pid: process.pid, role: cluster.isWorker ? 'worker' : 'process', token });

  let armed = fs.existsSync(armedFile);
  wire.on('data', (lines) => {
    for (const line of String(lines).split('\n')) {
      if (line === 'arm') armed = true;
      if (line === 'disarm') armed = false;
      if (line === 'adopt') install();
    }
  });

  if (cluster.isPrimary) followCluster(send);
  followConnections(wire, port);
  reportFirstAnswer(send);
  if (memoryEveryMs !== null) reportMemory(memoryEveryMs, send);
  const install = (): void => {
    try {
      if (fault !== null) installFault(fault, () => armed, send);
    } catch (error) {
      send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  };
  if (cluster.isWorker) install();
}

// Preloads run in worker threads too; there a second agent would report the same process twice.
if (threads.isMainThread) safely(start);
for (const act of bootActs) act();
