// The smallest clustered server, as an ES module.
import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  for (let i = 0; i < 2; i++) cluster.fork();
  cluster.on('exit', () => cluster.fork());
} else {
  http.createServer((_request, response) => response.end('hello')).listen(Number(process.env.PORT), '127.0.0.1');
}
