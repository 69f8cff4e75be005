// A clustered server of one worker, which closes and leaves after the answer to GET /leave. Nothing else ends it.
import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  cluster.fork();
} else {
  const server = http.createServer(({ url }, response) => {
    response.setHeader('connection', 'close');
    response.end('served');
    if (url === '/leave') server.close(() => process.disconnect());
  });
  server.listen(Number(process.env.PORT), () => console.log('listening'));
}
