import net from 'node:net';

const lookEveryMs = 500;

/**
 * Calls `notice` once the port has been open for a second although no worker was ever seen to be forked: whatever serves there
 * is no cluster, or nothing that can be watched. Returns how to stop looking.
 */
export function noticeUnwatched(port: number, hasForked: () => boolean, notice: () => void): () => void {
  let seen = 0;
  const timer = setInterval(() => {
    const probe = net.connect(port, 'localhost');
    probe.on('connect', () => {
      probe.destroy();
      seen = hasForked() ? 0 : seen + 1;
      if (seen === 3) notice();
    });
    probe.on('error', () => {});
  }, lookEveryMs);
  return () => clearInterval(timer);
}
