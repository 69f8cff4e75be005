import net from 'node:net';

const lookEveryMs = 500;

/**
 * Calls `notice` once the port has been open for a second although no worker was ever seen to be forked: whatever serves there
 * is no cluster, or nothing that can be watched. It is told the local port of a connection made a second ago, long enough for
 * an agent to have said who accepted it. Returns how to stop looking.
 */
export function noticeUnwatched(
  port: number,
  hasForked: () => boolean,
  notice: (clientPort: number) => void,
): () => void {
  const accepted: number[] = [];
  const timer = setInterval(() => {
    const probe = net.connect(port, 'localhost');
    probe.on('connect', () => {
      if (hasForked()) accepted.length = 0;
      else accepted.push(probe.localPort ?? 0);
      probe.destroy();
      if (accepted.length === 3) notice(accepted[0] ?? 0);
    });
    probe.on('error', () => {});
  }, lookEveryMs);
  return () => clearInterval(timer);
}
