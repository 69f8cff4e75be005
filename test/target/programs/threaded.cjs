// Serves one request from a worker thread, to itself, and is done.
const http = require('node:http');
const threads = require('node:worker_threads');

if (threads.isMainThread) {
  const thread = new threads.Worker(__filename);
  thread.on('message', (port) => {
    http.get({ port, host: '127.0.0.1', agent: false }, (response) => {
      process.stdout.write(`${response.statusCode} from port ${port}\n`);
      response.resume();
    });
  });
} else {
  const server = http.createServer((_, response) => {
    response.setHeader('connection', 'close');
    response.end('served', () => server.close());
  });
  server.listen(0, '127.0.0.1', () => threads.parentPort.postMessage(server.address().port));
}
