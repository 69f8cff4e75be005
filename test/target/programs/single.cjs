// One process that serves all by itself.
require('node:http')
  .createServer((_, response) => response.end('hello\n'))
  .listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('listening\n'));
