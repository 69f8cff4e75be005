/** cfork, over the app that is named in APP. */

import { fileURLToPath } from 'node:url';
import { cfork } from 'cfork';

cfork({ exec: fileURLToPath(new URL(process.env.APP, import.meta.url)), count: Number(process.env.WORKERS) });
