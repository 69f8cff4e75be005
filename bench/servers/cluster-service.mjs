/** cluster-service, which closes the servers of its workers by itself when it restarts them. */

import { fileURLToPath } from 'node:url';
import service from 'cluster-service';

service.start({
  workers: fileURLToPath(new URL('./cluster-service-app.cjs', import.meta.url)),
  workerCount: Number(process.env.WORKERS),
  cli: false,
  restartOnMemUsage: Number(process.env.CEILING_BYTES) || undefined,
});
