/** recluster, over the app that is named in APP. */

import { fileURLToPath } from 'node:url';
import recluster from 'recluster';

recluster(fileURLToPath(new URL(process.env.APP, import.meta.url)), { workers: Number(process.env.WORKERS) }).run();
