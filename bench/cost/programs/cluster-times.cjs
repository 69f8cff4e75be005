/** Preloaded into a primary: says when what happens to its workers, and of its own accord nothing else. */

const cluster = require('node:cluster');

if (cluster.isPrimary) {
  const say = (what) => (worker) =>
    process.stdout.write(`times ${what} ${worker.id} ${worker.process.pid} ${Number(process.hrtime.bigint()) / 1e6}\n`);
  for (const what of ['fork', 'listening', 'exit']) cluster.on(what, say(what));
}
