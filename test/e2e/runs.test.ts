import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { balances } from '../../harness/checks/balance.js';
import { mostVoided } from '../../harness/checks/starvation.js';
import { readRecord, rejudge } from '../../harness/record/read-record.js';
import type { Death } from '../../harness/record.js';
import { Command, program, server } from './command.js';

const inOrder = (...moments: (number | null)[]): boolean =>
  moments.every((moment, i) => moment !== null && (i === 0 || (moments[i - 1] ?? 0) <= moment));

const statuses = ({ record }: Command): Record<string, string> =>
  Object.fromEntries(record.checks.map(({ name, status }) => [name, status]));

/** It passed; or, on a machine that gave the harness too little CPU to tell, nothing failed and the run says so itself. */
async function expectSurvival(command: Command): Promise<void> {
  const status = await command.ended();
  const { prober, checks } = command.record;
  expect(rejudge(readRecord(join(command.folder, 'record.json')))).toEqual(command.record);
  const failed = checks.filter((check) => check.status === 'fail').map(({ summary }) => summary);
  expect(failed).toEqual([]);
  const starved = prober.voided / prober.sent > mostVoided;
  expect(status, command.stdout).toBe(starved ? 2 : 0);
}

describe('leak', () => {
  it('costs the resilient server no request, and every worker at the ceiling is replaced', async () => {
    await using command = new Command('leak', '--workers', '2');
    await expectSurvival(command);
    const { record } = command;
    expect(record.deaths.length).toBeGreaterThanOrEqual(1);
    expect(record.deaths.map(({ cause }) => cause)).toEqual(record.deaths.map(() => 'ceiling'));
    expect(record.deaths.every(({ atMs }: Death) => inOrder(atMs.ceiling, atMs.recycle, atMs.exit))).toBe(true);
    expect(record.deaths.every(({ atMs }: Death) => inOrder(atMs.recycle, atMs.fork, atMs.listening))).toBe(true);
    expect(record.ledger).toMatchObject({ lost: 0, refused: 0, timedOut: 0, unattributed: 0 });
    expect(balances(record.ledger)).toBe(true);
    expect(record.supervision.fewestListening).toBeGreaterThanOrEqual(1);
    expect(command.alive()).toEqual([]);
  });

  it("passes on the course's server as well, and says what each death cost", async () => {
    await using command = new Command(
      'leak',
      '--workers',
      '2',
      '--target',
      server('course-page/another-main/primary.js'),
    );
    await expectSurvival(command);
    const { deaths, ledger } = command.record;
    expect(deaths.length).toBeGreaterThanOrEqual(1);
    expect(ledger.unattributed).toBe(0);
    expect(deaths.reduce((sum, death) => sum + death.lostRequests, 0)).toBeLessThanOrEqual(ledger.lost);
    expect(command.alive()).toEqual([]);
  });

  it('fails a server that does not refork, and says that no replacement came', async () => {
    await using command = new Command('leak', '--workers', '2', '--target', server('controls/no-refork.js'));
    expect(await command.ended(), command.stdout).toBe(1);
    expect(statuses(command)).toMatchObject({ refork: 'fail' });
    expect(command.record.checks.find(({ name }) => name === 'refork')?.summary).toContain('no replacement came');
    expect(command.alive()).toEqual([]);
  });
});

describe('crash', () => {
  it('is survived by the resilient server, and what was in flight is charged to the deaths', async () => {
    await using command = new Command('crash', '--workers', '2');
    await expectSurvival(command);
    const { deaths, ledger } = command.record;
    expect(deaths.length).toBeGreaterThanOrEqual(1);
    expect(new Set(deaths.map(({ cause }) => cause))).toEqual(new Set(['fault']));
    expect(ledger.unattributed).toBe(0);
    expect(deaths.reduce((sum, death) => sum + death.lostRequests, 0)).toBeLessThanOrEqual(ledger.lost);
  });
});

describe('a control', () => {
  it('ends with status 0 because its check failed', async () => {
    await using command = new Command('no-refork', '--workers', '2');
    expect(await command.ended(), command.stdout).toBe(0);
    expect(command.record.verdict).toBe('fail');
    expect(statuses(command)).toMatchObject({ refork: 'fail' });
  });
});

describe('a target', () => {
  it("may be a single-process app, which becomes the worker of the fixture's primary", async () => {
    await using command = new Command('leak', '--workers', '2', '--duration', '5s', '--app', server('plain-app.js'));
    expect([0, 2], command.stdout).toContain(await command.ended());
    const { deaths, fault, supervision } = command.record;
    expect(fault.struckWorkers).toBeGreaterThan(0);
    expect(deaths.length).toBeGreaterThan(0);
    // A replacement that still boots when the load stops is owed, and forked.
    expect(supervision.forks).toBeGreaterThanOrEqual(deaths.length - supervision.owed);
    expect(supervision.forks).toBeLessThanOrEqual(deaths.length);
  });

  it('whose blocked worker outlives it fails orphans, and is gone after the run all the same', async () => {
    await using command = new Command(
      'steady',
      '--workers',
      '2',
      '--duration',
      '3s',
      '--target',
      program('blocks.cjs'),
    );
    expect(await command.ended(), command.stdout).toBe(1);
    expect(statuses(command)).toMatchObject({ orphans: 'fail' });
    expect(command.record.shutdown.leftBehind).toHaveLength(1);
    expect(command.alive()).toEqual([]);
  });
});
