/**
 * What differs from one Node to the next, as far as it matters to a clustered server: run it with the Node in question. Prints
 * one line of JSON, the shape `Differences`.
 */
import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';

export interface Differences {
  node: string;
  /** From `cluster.fork()` to the worker's `listening`: the median of `boots`. */
  forkToListeningMs: number;
  /** A worker's resident memory at that moment, likewise. */
  workerRssBytes: number;
  boots: number;
  /** Whether `server.close()` ends idle keep-alive connections by itself. */
  closeEndsIdle: boolean;
  keepAliveTimeoutMs: number;
  requestTimeoutMs: number;
}

const boots = 9;

async function differences(): Promise<Differences> {
  const seen = await bootTimes();
  const { keepAliveTimeout, requestTimeout } = http.createServer();
  return {
    node: process.version,
    forkToListeningMs: median(seen.map(({ ms }) => ms)),
    workerRssBytes: median(seen.map(({ rssBytes }) => rssBytes)),
    boots,
    closeEndsIdle: await doesCloseEndIdle(),
    keepAliveTimeoutMs: keepAliveTimeout,
    requestTimeoutMs: requestTimeout,
  };
}

async function bootTimes(): Promise<{ ms: number; rssBytes: number }[]> {
  const seen: { ms: number; rssBytes: number }[] = [];
  for (let boot = 0; boot < boots; boot += 1) {
    const fromMs = performance.now();
    const worker: Worker = cluster.fork();
    await once(worker, 'listening');
    seen.push({ ms: performance.now() - fromMs, rssBytes: rssBytesOf(worker.process.pid) });
    worker.process.kill('SIGKILL');
    await once(worker, 'exit');
  }
  return seen;
}

/** On Linux pages are 4 KiB where Node has binaries without a page size of their own. */
const rssBytesOf = (pid: number | undefined): number =>
  4096 * Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);

/** A connection that has had its answer and asks for nothing: does it end before its keep-alive time is over? */
async function doesCloseEndIdle(): Promise<boolean> {
  const server = http.createServer((_request, response) => response.end('ok'));
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(socket, 'data');
  const ended = once(socket, 'end').then(() => true);
  server.close();
  const kept = new Promise<false>((resolve) => setTimeout(resolve, 1000, false));
  const isEnded = await Promise.race([ended, kept]);
  socket.destroy();
  server.closeAllConnections();
  return isEnded;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

if (cluster.isPrimary) {
  process.stdout.write(`${JSON.stringify(await differences())}\n`);
  process.exit(0);
} else {
  http.createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1');
}
