/** throng as its readme starts with: `node throng.mjs`. With GRACEFUL it leaves as the readme shows further on. */

import throng from 'throng';

const worker = async (_id, disconnect) => {
  await import('./app.mjs');
  if (process.env.GRACEFUL === undefined) return;
  process.once('SIGTERM', disconnect);
  process.once('SIGINT', disconnect);
};

throng({ worker, count: Number(process.env.WORKERS) });
