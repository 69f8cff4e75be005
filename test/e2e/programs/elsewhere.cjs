// A clustered server that listens on a port of its own choice, whatever it is told.
const cluster = require('node:cluster');
const http = require('node:http');

if (cluster.isPrimary) for (let i = 0; i < 2; i++) cluster.fork();
else http.createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
