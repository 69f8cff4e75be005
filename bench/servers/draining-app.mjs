/** The same app with a graceful shutdown: it says when it is ready, and when told to stop closes its server and asks its clients to leave. */

import { server } from './app.mjs';

server.on('listening', () => process.send?.('ready'));

const stop = () => {
  // Without this a client that keeps its connection busy keeps the server open.
  server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
  server.close((error) => process.exit(error ? 1 : 0));
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
