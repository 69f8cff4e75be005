/** The same app with what pm2's documentation calls a graceful shutdown: it says when it is ready, and closes its server when told to stop. */

import { server } from './app.mjs';

server.on('listening', () => process.send?.('ready'));

const stop = () => server.close((error) => process.exit(error ? 1 : 0));
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
