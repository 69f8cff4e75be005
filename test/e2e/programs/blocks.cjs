// A clustered server of which one worker blocks for ever, and which cares for nothing at its end.
const cluster = require('node:cluster');
const http = require('node:http');

if (cluster.isPrimary) {
  for (let i = 0; i < 2; i++) cluster.fork({ NUMBER: String(i) });
} else {
  let served = 0;
  http
    .createServer((_request, response) => {
      response.end('hello');
      served += 1;
      if (process.env.NUMBER === '0' && served === 300) for (;;);
    })
    .listen(Number(process.env.PORT), '127.0.0.1');
}
