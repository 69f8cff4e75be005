import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../usage-error.js';
import { type FamilyMarks, killFamily } from './family.js';
import { startReaper } from './start-reaper.js';
import { Tail } from './tail.js';
import { type AgentBriefing, agentVariable } from './wire.js';

/** What to start, and what it is given. */
export interface LaunchPlan {
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  briefing: AgentBriefing;
  /** Node options for the target's processes besides the agent's, such as a heap limit. */
  nodeOptions: readonly string[];
  /** Folder of its memory groups, to be removed with it should the harness not come to do so. */
  memoryGroups?: string;
}

/** A target that was started. Killed, with all it started, when this is disposed or the harness exits. */
export interface Launched extends AsyncDisposable {
  readonly pid: number;
  readonly marks: FamilyMarks;
  readonly stderr: Tail;
  readonly stdout: Tail;
  /** Resolves when the launched process is gone. */
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/**
 * Starts the target in a process group of its own, with the agent preloaded into each of its Node processes.
 * @throws UsageError if the command, or the reaper that is to watch it, cannot be started.
 */
export async function launch(plan: LaunchPlan): Promise<Launched> {
  const { command, args, env, briefing, nodeOptions, memoryGroups } = plan;
  const marker = `refork-run-${randomUUID()}`;
  const folders = [dirname(briefing.wire), ...(memoryGroups === undefined ? [] : [memoryGroups])];
  const reaper = await startReaper(marker, folders);
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...env,
      NODE_OPTIONS: [env.NODE_OPTIONS, ...nodeOptions, `--require ${quoted(agentFile)}`].filter(Boolean).join(' '),
      [agentVariable]: JSON.stringify(briefing),
      REFORK_RUN: marker,
    },
  });
  const stdout = new Tail(child.stdout);
  const stderr = new Tail(child.stderr);
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  try {
    await once(child, 'spawn');
  } catch (error) {
    await reaper[Symbol.asyncDispose]();
    throw new UsageError(`Cannot start "${command}": ${reasonOf(error)}.`);
  }
  const pid = child.pid as number;
  const marks = { groupId: pid, marker };
  reaper.watch(pid);
  // Whatever ends the harness while the target runs, an exception or a second Ctrl-C, takes the target along at once.
  const onExit = (): void => {
    try {
      killFamily(marks);
    } catch {
      // Who left the group is the reaper's to find.
    }
  };
  process.on('exit', onExit);
  return {
    pid,
    marks,
    stdout,
    stderr,
    exited,
    async [Symbol.asyncDispose]() {
      killFamily(marks);
      await exited;
      killFamily(marks);
      process.off('exit', onExit);
      await reaper[Symbol.asyncDispose]();
    },
  };
}

const agentFile = fileURLToPath(new URL('./agent.cjs', import.meta.url));

/** NODE_OPTIONS splits at blanks outside double quotes, and takes a backslash as an escape within them. */
const quoted = (path: string): string => `"${path.replace(/["\\]/g, '\\$&')}"`;

const reasonOf = (error: unknown): string => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such command. Check its name';
  if (code === 'EACCES') return 'it may not be executed. Check its permissions';
  if (code === 'EAGAIN')
    return 'the machine has no process left for it (EAGAIN). See `ulimit -u`, and pids.max of its cgroup';
  return error instanceof Error ? error.message : String(error);
};
