// A cluster of two workers that answer after 20 ms, and are replaced when they exit. Tells its parent of each `listening`.
import cluster from 'node:cluster';
import { createServer } from 'node:http';

if (cluster.isPrimary) {
  cluster.on('listening', (worker, { port }) => process.send({ pid: worker.process.pid, port }));
  cluster.on('exit', () => cluster.fork());
  cluster.fork();
  cluster.fork();
  process.on('disconnect', () => process.exit());
} else {
  createServer((_, response) => setTimeout(() => response.end('hello'), 20)).listen(0, '127.0.0.1');
}
