/** As little of a clustered server as there can be, so that many requests take little time: one worker, one constant answer. */

const cluster = require('node:cluster');
const net = require('node:net');

const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok');

if (cluster.isPrimary) {
  cluster.fork();
} else {
  const server = net.createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('data', () => socket.write(answer));
    socket.on('error', () => {});
  });
  server.listen(Number(process.env.PORT), '127.0.0.1');
}
