import type { Socket } from 'node:net';

/**
 * Calls `told` with a connecting socket's local port once the system has given it one: in the tick after the attempt, or, where a
 * name had to be looked up first, when it is connected. Never if there was none to give.
 */
export function onceBound(socket: Socket, told: (localPort: number) => void): void {
  const tell = (): boolean => {
    const { localPort } = socket;
    if (localPort === undefined || localPort === 0) return false;
    told(localPort);
    return true;
  };
  process.nextTick(() => {
    if (!tell()) socket.once('connect', tell);
  });
}
