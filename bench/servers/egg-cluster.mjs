/** egg-cluster over a framework of one file, so that its supervision is measured and not Egg. */

import { fileURLToPath } from 'node:url';
import { startCluster } from 'egg-cluster';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

startCluster({
  baseDir: here('..'),
  framework: here('./egg-framework'),
  workers: Number(process.env.WORKERS),
  port: Number(process.env.PORT),
});
