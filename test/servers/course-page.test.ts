import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as servers from '../../dist/fixtures/servers/index.js';
import { get } from './exact-client.js';
import { alive, eventually, groupOf, Target } from './target.js';

/** A server that says nothing when it is ready: wait until its workers are there and one answers. */
async function ready(target: Target, workers: number): Promise<number[]> {
  await eventually(() => groupOf(target.pid).length === workers + 1);
  await answer(target.port);
  return groupOf(target.pid).filter((pid) => pid !== target.pid);
}

/** The pid of the worker that answers, as soon as one does. */
async function answer(port: number): Promise<number> {
  for (;;) {
    try {
      return Number(/^hello from (\d+)\n$/.exec((await get(port)).body)?.[1]);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

describe.each(['course-page/same-file', 'course-page/another-main/primary'])('%s', (file) => {
  test('forks as many workers as it is told, and one for each that dies', async () => {
    await using target = await Target.start(file, { env: { WORKERS: '3' } });
    const workers = await ready(target, 3);
    const dead = await answer(target.port);
    expect(workers).toContain(dead);
    process.kill(dead, 'SIGKILL');
    await target.until(new RegExp(`^worker ${dead} died$`));
    await eventually(() => !alive(dead) && groupOf(target.pid).length === 4);
    expect(await answer(target.port)).not.toBe(dead);
  });
});

test('no-refork ends with the last of its workers, for none is replaced', async () => {
  await using target = await Target.start('controls/no-refork');
  for (const pid of await ready(target, 2)) {
    process.kill(pid, 'SIGKILL');
    await eventually(() => !alive(pid));
  }
  expect(await target.ended).toEqual({ code: 0, signal: null });
});

test('plain-app answers without a cluster', async () => {
  await using target = await Target.start('plain-app');
  expect(await answer(target.port)).toBe(target.pid);
});

describe('the list of servers', () => {
  const { resilientPrimaryFor, broken, ...listed } = servers;

  test.each(Object.entries({ ...listed, resilientPrimaryFor: resilientPrimaryFor('app.js') }))(
    '%s exists',
    (_name, { file }) => {
      expect(existsSync(fileURLToPath(file))).toBe(true);
    },
  );

  test('an application is handed to the resilient primary, in the environment of its user', () => {
    expect(resilientPrimaryFor('app.js')).toEqual({ file: servers.resilient.file, args: ['app.js'] });
  });
});
