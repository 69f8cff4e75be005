import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { RunEvent, RunRecord } from '../../harness/record.js';
import type { StudyRecord } from '../../harness/study/study-record.js';
import { Command, server } from './command.js';

const cli = fileURLToPath(new URL('../../dist/harness/cli.js', import.meta.url));

const json = <T>(...path: string[]): T => JSON.parse(readFileSync(join(...path), 'utf8')) as T;
const study = ({ folder }: Command): StudyRecord => json(folder, 'record.json');
const found = ({ checks }: StudyRecord): Record<string, string> =>
  Object.fromEntries(checks.map(({ name, status }) => [name, status]));

/** Processes of the targets of all its steps that are still there. */
function alive(folder: string): number[] {
  const logs = readdirSync(folder).map((step) => join(folder, step, 'events.ndjson'));
  const lines = logs.filter(existsSync).flatMap((log) => readFileSync(log, 'utf8').trimEnd().split('\n'));
  const events = lines.map((line) => JSON.parse(line) as RunEvent);
  const pids = new Set(events.flatMap((event) => ('pid' in event && event.pid !== null ? [event.pid] : [])));
  expect(pids.size).toBeGreaterThan(0);
  return [...pids].filter(
    (pid) => existsSync(`/proc/${pid}`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1')),
  );
}

describe('isolation and messages', () => {
  it('isolation holds on a server whose workers count for themselves, and a saved study is judged the same', async () => {
    await using command = new Command('isolation', '--workers', '3');
    expect(await command.ended(), command.stdout + command.stderr).toBe(0);
    expect(new Set(study(command).interviews[0]?.answers.map(({ body }) => JSON.parse(body).pid)).size).toBe(3);
    expect(alive(command.folder)).toEqual([]);
    const again = spawnSync(process.execPath, [cli, 'check', join(command.folder, 'record.json'), '--json'], {
      encoding: 'utf8',
    });
    expect(again.status, again.stderr).toBe(0);
    expect(JSON.parse(again.stdout)).toEqual({ verdict: 'pass', checks: study(command).checks });
  });

  it('isolation fails a server whose workers count together', async () => {
    await using command = new Command('isolation', '--target', server('lessons/count-together.js'));
    expect(await command.ended(), command.stdout).toBe(1);
  });

  it('messages holds on that server', async () => {
    await using command = new Command('messages', '--workers', '3');
    expect(await command.ended(), command.stdout + command.stderr).toBe(0);
  });

  it('messages fails one whose workers do not talk', async () => {
    await using command = new Command('messages', '--target', server('lessons/each-counts.js'), '--json');
    expect(await command.ended()).toBe(1);
    expect(JSON.parse(command.stdout)).toMatchObject({ verdict: 'fail', checks: [{ name: 'messages' }] });
  });
});

describe('a study of several runs', () => {
  it('keeps the record of each, and does not conclude from too little', async () => {
    await using command = new Command('vacation', '--workers', '2', '--duration', '1500ms', '--format', 'json');
    const status = await command.ended();
    const { runs, verdict } = study(command);
    expect([status, verdict], command.stdout + command.stderr).toEqual([2, 'inconclusive']);
    expect(found(study(command))).toMatchObject({ simulation: 'inconclusive' });
    const records = runs.map(({ record }) => json<RunRecord>(command.folder, record));
    expect(records.map(({ settings }) => settings.durationMs)).toEqual([1500, 1500, 1500]);
    expect(alive(command.folder)).toEqual([]);
  });

  it('ends in order when it is interrupted: its run is kept, and nothing is concluded', async () => {
    await using command = new Command('vacation', '--format', 'json');
    await command.says('1 of 3');
    const log = join(command.folder, 'leak-of-40-kb', 'events.ndjson');
    while (!existsSync(log) || !readFileSync(log, 'utf8').includes('load-started')) await sleep(20);
    command.child.kill('SIGINT');
    expect(await command.ended()).toBe(130);
    expect(command.stdout).not.toContain('2 of 3');
    expect([existsSync(join(command.folder, 'record.json')), existsSync(join(log, '..', 'record.json'))]).toEqual([
      false,
      true,
    ]);
    expect(alive(command.folder)).toEqual([]);
  });
});
