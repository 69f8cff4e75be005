/** `grows.cjs BYTES_PER_MS CEILING_BYTES`: grows by steps, and says when it found itself over the ceiling and when SIGTERM came. */

const [bytesPerMs, ceilingBytes] = process.argv.slice(2).map(Number);
const kept = [];
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;
let crossedAtMs;

process.on('SIGTERM', () => {
  process.stdout.write(`told ${nowMs() - crossedAtMs}\n`);
  process.exit(0);
});

const stepMs = 1;
const grow = () => {
  if (crossedAtMs !== undefined) return;
  // Filled, because the kernel gives no page to memory nobody has written.
  kept.push(Buffer.alloc(bytesPerMs * stepMs, 1));
  if (process.memoryUsage.rss() > ceilingBytes) crossedAtMs = nowMs();
};
setInterval(grow, stepMs);
