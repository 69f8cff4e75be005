/** graceful-cluster as its readme sets it up: both of its halves. */

import { GracefulCluster, GracefulServer } from 'graceful-cluster';

GracefulCluster.start({
  workersCount: Number(process.env.WORKERS),
  restartOnMemory: Number(process.env.CEILING_BYTES) || undefined,
  serverFunction: async () => {
    const { server } = await import('./app.mjs');
    new GracefulServer({ server });
  },
});
