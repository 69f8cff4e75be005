/** `bare-forks.cjs WORKER TIMES`: forks a worker, kills it once it listens, and forks the next. Says how long each took. */

const cluster = require('node:cluster');

const [exec, times] = process.argv.slice(2);
cluster.setupPrimary({ exec });

function round(left) {
  if (left === 0) return;
  const from = process.hrtime.bigint();
  const worker = cluster.fork();
  worker.once('listening', () => {
    process.stdout.write(`took ${Number(process.hrtime.bigint() - from) / 1e6}\n`);
    worker.process.kill('SIGKILL');
  });
  worker.once('exit', () => round(left - 1));
}
round(Number(times));
