import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunOptions } from './run-options.js';
import type { Scenario, ServerFile } from './scenario.js';
import { UsageError } from './usage-error.js';

/** The server that is tested when neither the user nor the scenario names one, and the primary of an `--app`. */
const fixtureServer: ServerFile = {
  file: new URL('../fixtures/servers/resilient/primary.js', import.meta.url).href,
  bareEnvironment: true,
};

/** The server to be tested, as it is started. */
export interface TestedServer {
  name: string;
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  bareEnvironment?: boolean;
}

/** Whether the user names a server of their own. */
export const givesTarget = ({ target, app, command }: RunOptions): boolean =>
  [target, app, command].some((each) => each !== undefined);

/** @throws UsageError for a file that is not there, or for more than one target */
export function testedServer(scenario: Scenario, { target, app, command }: RunOptions): TestedServer {
  if ([target, app, command].filter((each) => each !== undefined).length > 1) {
    throw new UsageError(
      'More than one target was given. Give one of: a clustered program, a single-process app, a command.',
    );
  }
  if (command !== undefined) {
    const [program, ...args] = command;
    if (program === undefined)
      throw new UsageError('There is no command after "--". Give one, such as: -- node server.js');
    return { name: command.join(' '), command: program, args, env: {} };
  }
  if (app !== undefined) {
    return {
      ...nodeProgram({ file: fixtureServer.file, args: [existing('--app', app)] }),
      name: `${app} under the fixture's primary`,
    };
  }
  if (target !== undefined) return { ...nodeProgram({ file: existing('--target', target) }), name: target };
  return nodeProgram(scenario.target ?? fixtureServer);
}

function nodeProgram({ file, args = [], env = {}, ...rest }: ServerFile): TestedServer {
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  return { ...rest, name: nameOf(path), command: process.execPath, args: [path, ...args], env };
}

/** A server of ours by its short name, so that a record says the same wherever it is installed. */
const nameOf = (path: string): string => /(fixtures[\\/]servers[\\/].*)$/.exec(path)?.[1] ?? path;

function existing(option: string, file: string): string {
  const path = isAbsolute(file) ? file : resolve(file);
  if (!existsSync(path)) throw new UsageError(`${option} ${file}: there is no such file. Looked for ${path}`);
  return path;
}

/** What a program needs of an environment, and no more. */
export function bare({ PATH, HOME, LANG, TMPDIR, NODE_OPTIONS }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { PATH, HOME, LANG, TMPDIR, NODE_OPTIONS };
}
