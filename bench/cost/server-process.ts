import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program that runs and says lines; ended with its group when disposed. */
export interface Program extends AsyncDisposable {
  readonly child: ChildProcess;
  /** Resolves with the next line that matches, said after the call. */
  says(pattern: RegExp): Promise<string>;
  onLine(listener: (line: string) => void): void;
}

/** Starts a Node program in a process group and a bare environment of its own. Its standard output and error are read as one. */
export function start(file: string, args: readonly string[], env: Record<string, string> = {}): Program {
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  const child = spawn(process.execPath, [path, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
  const listeners = new Set<(line: string) => void>();
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      said.push(line);
      for (const listener of listeners) listener(line);
    });
  }
  const exited = once(child, 'exit');
  return {
    child,
    onLine: (listener) => void listeners.add(listener),
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const listener = (line: string): void => {
          if (!pattern.test(line)) return;
          listeners.delete(listener);
          resolve(line);
        };
        listeners.add(listener);
        void exited.then(() => reject(new Error(`${path} ended:\n${said.slice(-10).join('\n')}`)));
      }),
    async [Symbol.asyncDispose]() {
      try {
        process.kill(-(child.pid as number), 'SIGKILL');
      } catch {
        // Gone by itself.
      }
      await exited;
    },
  };
}
