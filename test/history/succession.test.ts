import { expect, it } from 'vitest';
import { successionOf } from '../../harness/history/succession.js';
import { booted, exited, initial, phases, port, recycled } from './a-history.js';

it('a fork is for a worker that was told to go and never exits, rather than for one that died before the load', () => {
  const { lives, predecessorOf } = successionOf(
    [...initial(3), exited(500, 3), recycled(3000, 1), ...booted(3004, 4)],
    port,
    phases,
  );
  const [first, , , fourth] = lives;
  expect(fourth && predecessorOf(fourth)).toBe(first);
});
