import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Command, cli, program, type Surroundings } from '../e2e/command.js';
import { eventually } from '../servers/target.js';

const own = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** A run of two seconds in which nothing goes wrong by itself. */
const steady = (surroundings: Surroundings, ...options: string[]): Command =>
  new Command(surroundings, 'steady', '--workers', '2', '--duration', '2s', ...options);

/** Whether a program can be called in these surroundings here. */
function permits([program = '', ...words]: readonly string[], user?: number): boolean {
  try {
    execFileSync(program, [...words, process.execPath, cli, '--version'], {
      ...{ stdio: 'ignore', ...(user !== undefined && { uid: user, gid: user }) },
    });
    return true;
  } catch {
    return false;
  }
}

/** A folder with a name that nobody would choose, which is gone after the test. */
class OddFolder implements Disposable {
  readonly #parent = mkdtempSync(join(tmpdir(), 'refork-odd-'));
  readonly path: string;

  constructor(...names: string[]) {
    this.path = join(this.#parent, ...names);
    mkdirSync(this.path, { recursive: true });
  }

  [Symbol.dispose](): void {
    rmSync(this.#parent, { recursive: true, force: true });
  }
}

/** It says what is wrong, and shows nobody the inside of the program. */
function expectClear(command: Command): void {
  expect(command.stderr).not.toMatch(/^\s+at /m);
  expect(command.stderr).not.toContain('defect');
}

/** It ends with a verdict that is none against the target, which is a good one: these machines are noisy. */
async function expectVerdict(command: Command): Promise<void> {
  const status = await command.ended();
  expect([0, 2], command.stdout + command.stderr).toContain(status);
}

it('with too few descriptors for itself says so, and does not end as a failed run does', async () => {
  await using command = steady({ by: ['prlimit', '--nofile=30'] });
  expect(await command.ended()).toBe(3);
  expect(command.stderr).toContain('Raise the limit of open files');
  expectClear(command);
});

it('with too few descriptors for all connections is in doubt, and refuses none in the name of the target', async () => {
  await using command = steady({ by: ['prlimit', '--nofile=200'] }, '--connections', '300');
  expect(await command.ended(), command.stdout + command.stderr).toBe(2);
  const { ledger, prober, doubts } = command.record;
  expect(ledger.unmade).toBeGreaterThanOrEqual(100);
  expect({ refused: ledger.refused, failed: prober.failed }).toEqual({ refused: 0, failed: 0 });
  expect(doubts.join()).toContain('the load had no descriptor, port or memory left');
});

it('with too few descriptors for all workers gives no verdict, and leaves none of them', async () => {
  await using command = steady({ by: ['prlimit', '--nofile=130'] }, '--workers', '60');
  expect(await command.ended(), command.stdout).toBe(3);
  // Ours runs out, or the target's primary, which then drops whoever connects: whichever is first.
  expect(command.stderr).toMatch(/Raise the limit of open files|does not answer GET \/ \(read ECONNRESET\)/);
  expectClear(command);
  await eventually(() => command.alive().length === 0);
});

it('with too few processes gives no verdict, waits for nobody who hangs, and leaves nothing', async ({ skip }) => {
  const [by, user] = [['prlimit', '--nproc=16'], 65_534];
  if (process.getuid?.() !== 0 || !permits(by, user)) skip('it takes another user, whose processes can be counted');
  await using command = steady({ by, user });
  expect(await command.ended(), command.stdout).toBe(3);
  // How many threads a Node begins with is its own affair: the limit is met by a process of the harness, or by the target.
  expect(command.stderr).toMatch(/(did not come up|no process left).*ulimit -u/s);
  expectClear(command);
});

it('with a full disk shows what it cannot keep, and what it kept can be read', async () => {
  await using command = steady({ by: ['prlimit', '--fsize=1024'] });
  expect(await command.ended()).toBe(3);
  expect(command.stderr).toMatch(/Cannot write .*record\.json \(EFBIG\)/);
  expect(command.stderr).toContain('Not all events could be written to events.ndjson (EFBIG)');
  expectClear(command);
  expect(readdirSync(command.folder)).toEqual(['events.ndjson']);
});

it('with a disk that takes no byte runs nothing, and leaves no file', async () => {
  await using command = steady({ by: ['prlimit', '--fsize=0'] });
  expect(await command.ended()).toBe(3);
  expect(command.stderr).toContain('Cannot write to the folder');
  expectClear(command);
  expect(readdirSync(command.folder)).toEqual([]);
});

it('with a clock that is set back meanwhile counts on, and sees each refork', async () => {
  const set = `--import=${own('./clock-set-back.mjs')}`;
  await using command = new Command({ env: { NODE_OPTIONS: set } }, 'crash', '--workers', '2');
  await expectVerdict(command);
  const { deaths, durationMs, phases } = command.record;
  expect(deaths.length).toBeGreaterThan(0);
  for (const { reforkMs } of deaths) expect(reforkMs).toBeGreaterThanOrEqual(0);
  expect(durationMs).toBeGreaterThan(phases.loadUntilMs);
  expect(command.events.every(({ atMs }) => atMs >= 0 && atMs < durationMs + 1)).toBe(true);
});

it('with a target on the loopback address of IPv6 alone is run there', async ({ skip }) => {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  if (addresses.every(({ address }) => address !== '::1')) skip('this machine has no IPv6');
  await using command = steady({ env: { HOST: '::1' } });
  await expectVerdict(command);
  expect(command.record.prober.answered).toBeGreaterThan(0);
});

it('without IPv4 runs the catalogue all the same', async ({ skip }) => {
  const only6 = 'ip link set lo up && ip addr del 127.0.0.1/8 dev lo && exec "$@"';
  const by = ['unshare', '--net', 'sh', '-c', only6, 'sh'];
  if (!permits(by)) skip('a network of its own is not permitted here');
  await using command = steady({ by });
  await expectVerdict(command);
  expect(command.record.prober.answered).toBeGreaterThan(0);
});

it('with so few ports that each is soon given out again charges every lost request to the death that cost it', async ({
  skip,
}) => {
  const few = 'ip link set lo up && echo 40000 40060 > /proc/sys/net/ipv4/ip_local_port_range && exec "$@"';
  const by = ['unshare', '--net', 'sh', '-c', few, 'sh'];
  if (!permits(by)) skip('a network of its own is not permitted here');
  await using command = new Command({ by }, 'kill', '--port', '39000');
  expect([0, 1, 2], command.stderr).toContain(await command.ended());
  const { ledger, deaths } = command.record;
  expect(deaths.reduce((sum, { lostRequests }) => sum + lostRequests, 0)).toBe(ledger.lost);
  expect(ledger).toMatchObject({ lost: expect.toSatisfy((lost: number) => lost > 0), unattributed: 0 });
});

it('in folders with blanks, quotes and dollars in their names keeps everything where it was told to', async () => {
  using odd = new OddFolder(`it's "a" $HOME`, '`of` its; own');
  const target = join(odd.path, 'a server.mjs');
  copyFileSync(program('esm.mjs'), target);
  const out = join(odd.path, 'kept');
  await using command = steady({ env: { TMPDIR: odd.path } }, '--out', out, '--target', target);
  await expectVerdict(command);
  expect(readdirSync(out).sort()).toEqual(['events.ndjson', 'record.json', 'report.html']);
  expect(readdirSync(odd.path).sort()).toEqual(['a server.mjs', 'kept']);
  expect(command.stdout).toContain(`refork check '${join(out, 'record.json').replaceAll("'", `'\\''`)}'`);
});

it('in folders with very long names finds a shorter one for its sockets', async () => {
  const long = 'd'.repeat(200);
  using odd = new OddFolder(long, long, long);
  const out = join(odd.path, 'kept');
  await using command = steady({ env: { TMPDIR: odd.path } }, '--out', out);
  await expectVerdict(command);
  expect(existsSync(join(out, 'record.json'))).toBe(true);
  expect(readdirSync(odd.path)).toEqual(['kept']);
});

it('in the folder of a run that goes on is refused, and the other run does not notice', async () => {
  await using first = steady({});
  await first.says('the load starts');
  await using second = steady({}, '--out', first.folder);
  expect(await second.ended()).toBe(3);
  expect(second.stderr).toContain(`Another run (process ${first.child.pid})`);
  await expectVerdict(first);
  expect(first.events.filter(({ kind }) => kind === 'run-started')).toHaveLength(1);
});
