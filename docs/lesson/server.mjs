// The server of the lesson: a primary that forks its workers, and forks another when one is gone. Nothing more.
import cluster from 'node:cluster';
import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';

if (cluster.isPrimary) {
  const workers = Number(process.env.WORKERS ?? availableParallelism());
  for (let i = 0; i < workers; i += 1) cluster.fork();

  cluster.on('exit', (worker) => {
    console.log(`worker ${worker.process.pid} died`);
    cluster.fork();
  });
} else {
  createServer((request, response) => {
    response.end(`${request.url} answered by worker ${process.pid}\n`);
  }).listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
}
