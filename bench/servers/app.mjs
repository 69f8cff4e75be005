/** The one small app that every supervisor runs: it takes 10 ms to answer a page, and knows nothing of clusters. */

import { createServer } from 'node:http';
import { app } from '../../dist/fixtures/servers/resilient/app.js';

export const server = createServer(app(10)).listen(Number(process.env.PORT), '127.0.0.1');
