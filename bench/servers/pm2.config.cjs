/** The app in pm2's cluster mode. With GRACEFUL as pm2's documentation says it should be done. */

const { join } = require('node:path');

const graceful = process.env.GRACEFUL !== undefined;

module.exports = {
  apps: [
    {
      name: 'app',
      script: join(__dirname, graceful ? 'draining-app.mjs' : 'app.mjs'),
      exec_mode: 'cluster',
      instances: process.env.WORKERS,
      ...(process.env.CEILING_BYTES && { max_memory_restart: process.env.CEILING_BYTES }),
      ...(graceful && { wait_ready: true, listen_timeout: 10_000, kill_timeout: 5000 }),
    },
  ],
};
