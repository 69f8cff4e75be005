// A clustered server that misbehaves in the way its first argument names, from the time on that HOSTILE_AFTER_MS tells.
const cluster = require('node:cluster');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const { spawn } = require('node:child_process');

const ok = (_request, response) => response.end('ok');
const mib = Buffer.alloc(2 ** 20, 'x');

/** Writes so much in pieces, each when the last one was taken. */
function pour(stream, piece, times) {
  if (times > 0) stream.write(piece, () => pour(stream, piece, times - 1));
}

const ofHttp = (answer) => ({ answer });
const ofTcp = (connected) => ({ connected });

const ways = {
  // A gigabyte of output from two workers, half of it without the end of a line.
  chatter: {
    worker() {
      pour(process.stdout, mib, 256);
      pour(process.stderr, `${mib}\n`, 256);
    },
  },
  brood: {
    primary() {
      for (let i = 0; i < 500; i += 1) spawn('sleep', ['60'], { stdio: 'ignore' });
    },
  },
  escape: {
    primary() {
      spawn('sh', ['-c', 'setsid sleep 60 >/dev/null 2>&1 &'], { detached: true, stdio: 'ignore' }).unref();
    },
  },
  deaf: {
    primary: () => turnDeaf(),
    worker: () => turnDeaf(),
  },
  renamed: {
    primary: () => rename(),
    worker: () => rename(),
  },
  closer: {
    worker() {
      for (let fd = 3; fd < 64; fd += 1) {
        try {
          fs.closeSync(fd);
        } catch {}
      }
    },
  },
  'endless-headers': ofTcp((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const more = () => socket.writable && socket.write(`x-more: ${'y'.repeat(60_000)}\r\n`, more);
    more();
  }),
  'endless-body': ofHttp((_request, response) => {
    const more = () => response.writable && response.write(mib, more);
    more();
  }),
  dribble: ofTcp((socket) => {
    const answer = [...'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'];
    const timer = setInterval(
      () => (socket.writable ? socket.write(answer.shift() ?? 'z') : clearInterval(timer)),
      1000,
    );
  }),
  'half-open': ofTcp(() => {}),
  gibberish: ofTcp((socket) => socket.end('whatever\0\r\n\r\nthis is\r\n')),
  stripped: { first: () => delete process.env.NODE_OPTIONS },
  'wire-garbage': { worker: () => overTheWire((wire) => pour(wire, Buffer.alloc(2 ** 16, 'g'), 4096)) },
  'wire-flood': {
    worker: () =>
      overTheWire((wire) => {
        const lie = JSON.stringify({ kind: 'answered', at: 1, status: 200 });
        pour(wire, `${`${lie}\n`.repeat(1000)}`, 300);
      }),
  },
  'wire-believed': {
    worker: () =>
      overTheWire((wire, token) => {
        wire.write(`${JSON.stringify({ kind: 'hello', at: 1, pid: process.pid, role: 'worker', token })}\n`);
        const said = JSON.stringify({ kind: 'answered', at: 1, status: 200 });
        pour(wire, `${`${said}\n`.repeat(1000)}`, 300);
      }),
  },
  'wire-lies': {
    worker: () =>
      overTheWire((wire) => {
        const lies = [
          null,
          5,
          [],
          {},
          { kind: 'fork' },
          { kind: 'exit', pid: 'x', at: {} },
          { kind: 'hello', pid: -1 },
        ];
        wire.write(lies.map((lie) => `${JSON.stringify(lie)}\n`).join(''));
      }),
  },
};

function turnDeaf() {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) process.on(signal, () => {});
}

function rename() {
  process.title = 'nothing to see here, walk on';
}

/** With what the agent was given, as if it were the agent. */
function overTheWire(write) {
  const { wire: path, token } = JSON.parse(process.env.REFORK_AGENT);
  const wire = net.connect(path, () => write(wire, token));
  wire.on('error', () => {});
}

const way = ways[process.argv[2]];
if (way === undefined) throw new Error(`There is no way "${process.argv[2]}".`);
way.first?.();
let hostile = false;
const begin = () => {
  hostile = true;
  (cluster.isPrimary ? way.primary : way.worker)?.();
};
setTimeout(begin, Number(process.env.HOSTILE_AFTER_MS ?? 0));

if (cluster.isPrimary) {
  for (let i = 0; i < Number(process.env.WORKERS); i += 1) cluster.fork();
  let forks = 0;
  cluster.on('exit', () => {
    forks += 1;
    // Bounded, whatever happens to the workers.
    if (forks < 20) setTimeout(() => cluster.fork(), 50);
  });
} else {
  const server = http.createServer((request, response) => (hostile ? (way.answer ?? ok) : ok)(request, response));
  server.listen(Number(process.env.PORT), '127.0.0.1');
  server.prependListener('connection', (socket) => {
    if (!hostile || way.connected === undefined) return;
    server.removeAllListeners('request');
    socket.on('error', () => {});
    way.connected(socket);
  });
}
