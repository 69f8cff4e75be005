import { expect, it } from 'vitest';
import { balances } from '../../harness/checks/balance.js';
import { Command, server } from './command.js';

// On a server that does nothing against it: whatever the harness saw, it ends, tells, and leaves nobody behind.
it.each([
  ['poison', 'a request that kills whoever it reaches'],
  ['blocked', 'a worker that neither serves nor dies'],
  ['descriptors', 'workers that take no connection any more'],
])('%s ends with a record and without a process left, whatever comes of %s', async (scenario) => {
  const target = server('course-page/same-file.js');
  await using command = new Command(scenario, '--workers', '2', '--duration', '4s', '--target', target);
  expect([0, 1, 2], command.stderr).toContain(await command.ended());
  expect(balances(command.record.ledger)).toBe(true);
  expect(command.record.fault.struckWorkers).toBeGreaterThan(0);
  expect(command.events.map(({ kind }) => kind)).toContain('target-stopped');
  expect(command.alive()).toEqual([]);
});

it('out-of-memory is run with a limit of the heap below the memory at boot, as V8 counts nothing else', async () => {
  await using command = new Command('out-of-memory', '--ceiling', '40MB', '--duration', '4s');
  expect([0, 1, 2], command.stderr).toContain(await command.ended());
  const { settings, deaths } = command.record;
  expect(settings.bootRssBytes).toBeGreaterThan(settings.ceilingBytes ?? Infinity);
  expect(deaths.length).toBeGreaterThan(0);
  expect(new Set(deaths.map(({ cause }) => cause))).toEqual(new Set(['ceiling']));
  expect(command.alive()).toEqual([]);
});
