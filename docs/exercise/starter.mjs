// One process that handles requests. Make it many: see exercise.md.
import { createServer } from 'node:http';

const port = Number(process.env.PORT ?? 3000);

createServer((request, response) => {
  response.end(`${request.url} answered by process ${process.pid}\n`);
}).listen(port, '127.0.0.1', () => {
  console.log(`process ${process.pid} listens on http://127.0.0.1:${port}`);
});
