import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../harness/record.js';
import { aFolder } from '../a-folder.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = aFolder();
const project = join(folder.path, 'project');
afterAll(() => folder[Symbol.dispose]());

/** A program run in a folder to its end. */
function call(cwd: string, program: string, ...args: string[]) {
  const env = { ...process.env, CI: 'true', NODE_OPTIONS: '', GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' };
  return spawnSync(program, args, { cwd, encoding: 'utf8', env });
}

/** What it printed, of a program that must end well. */
function printed(cwd: string, program: string, ...args: string[]): string {
  const { status, stdout, stderr } = call(cwd, program, ...args);
  expect(status, `${stdout}${stderr}`).toBe(0);
  return stdout;
}

const server = `
import cluster from 'node:cluster';
import { createServer } from 'node:http';

if (cluster.isPrimary) {
  for (let i = 0; i < Number(process.env.WORKERS); i += 1) cluster.fork();
  cluster.on('exit', () => cluster.fork());
  process.on('SIGTERM', () => process.exit());
} else {
  createServer((request, response) => response.end('hello')).listen(process.env.PORT, '127.0.0.1');
  process.on('disconnect', () => process.exit());
}
`;

const program = `
import { exitStatus, refork, run, type RunRecord } from 'refork';
import { leakBuffers } from 'refork/faults';

export const fault: { name: string } = leakBuffers({ bytesPerRequest: 1 });
export const record: Promise<RunRecord> = run({ name: 'mine', story: 'Mine.', fault: leakBuffers({ bytesPerRequest: 1 }), load: { connections: 1, durationMs: 1 }, checks: [refork({ withinMs: 1 })] }, { target: './server.js' });
export const status: 0 | 1 | 2 = exitStatus(await record);
// @ts-expect-error: a size is a number. Where the types were not found, this would be no mistake.
leakBuffers({ bytesPerRequest: 'much' });
`;

const suite = `
import 'refork/vitest';
import { expect } from 'vitest';

await expect('leak').toSurvive({ target: './server.js', durationMs: 3000 });
// @ts-expect-error: no such option.
await expect('leak').not.toSurvive({ targte: './server.js' });
`;

const options = { module: 'nodenext', target: 'es2023', lib: ['es2023'], types: ['node'], strict: true, noEmit: true };

beforeAll(() => {
  printed(root, 'npm', 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder.path);
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  writeFileSync(join(project, 'server.js'), server);
  writeFileSync(join(project, 'program.ts'), program);
  writeFileSync(join(project, 'suite.ts'), suite);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const tarball = join(folder.path, `refork-${version}.tgz`);
  printed(project, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball);
}, 120_000);

describe('the package, installed from its tarball', () => {
  it('is what a user needs and nothing else', () => {
    const installed = join(project, 'node_modules', 'refork');
    const files = printed(installed, 'find', '.', '-type', 'f', '-not', '-path', './docs/*').trim().split('\n');
    const kinds = new Set(files.map((file) => file.replace(/^.*?(\.d\.c?ts|\.[^./]+|[^./]+)$/, '$1')));
    expect([...kinds].sort()).toEqual(['.cjs', '.d.cts', '.d.ts', '.js', '.json', '.md', 'LICENSE']);
    expect(files.filter((file) => /^\.\/(?!dist\/)\w+\/|tsbuildinfo|\.test\./.test(file))).toEqual([]);
    const { exports, bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    for (const path of [bin.refork, ...Object.values(exports).flatMap((each) => Object.values(Object(each)))]) {
      if (path.length > 1) expect(existsSync(join(installed, path)), path).toBe(true);
    }
    expect(existsSync(join(project, 'node_modules', 'vitest'))).toBe(false);
  });

  it("runs a scenario on the user's own server by npx, with the exit status of the verdict", () => {
    const args = ['refork', 'leak', '--target', './server.js', '--duration', '3s', '--workers', '2', '--out', 'run'];
    const { status, stdout, stderr } = call(project, 'npx', ...args);
    const record = JSON.parse(readFileSync(join(project, 'run', 'record.json'), 'utf8')) as RunRecord;
    expect(status, `${stdout}${stderr}`).toBe({ pass: 0, fail: 1, inconclusive: 2 }[record.verdict]);
    expect(record.checks.filter((check) => check.status === 'fail')).toEqual([]);
    expect(record.ledger.answered2xx).toBeGreaterThan(0);
    expect(record.fault.struckWorkers).toBeGreaterThanOrEqual(2);
    expect(readFileSync(join(project, 'run', 'report.html'), 'utf8')).toMatch(/^<!doctype html>/);
  });

  it('is imported by programs that have nothing else installed', () => {
    const names = printed(project, 'node', '-p', "import('refork').then((all) => console.log(all.run.name))");
    expect(names).toContain('run');
    printed(project, 'node', '-e', "import('refork/faults')");
  });

  it('has types that a strict compiler takes, those of its matcher with Vitest beside it', () => {
    const check = (file: string, more: object): string => {
      const config = { compilerOptions: { ...options, ...more }, files: [file] };
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
      return printed(project, join(root, 'node_modules', '.bin', 'tsc'), '-p', 'tsconfig.json');
    };
    mkdirSync(join(project, 'node_modules', '@types'), { recursive: true });
    const borrow = (name: string): void =>
      symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
    borrow('@types/node');
    expect(check('program.ts', { skipLibCheck: false })).toBe('');
    borrow('vitest');
    expect(check('suite.ts', { skipLibCheck: true })).toBe('');
  });
});
