import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventBody, RunEvent } from '../../../harness/record.js';
import { Narrator } from '../../../reports/terminal/narrator.js';
import { aRecord } from '../../a-record.js';

const port = 4000;
const ready: RunEvent[] = [
  ...[1, 2].flatMap((worker) => [at(0, 'worker-forked', worker), listens(70, worker)]),
  { atMs: 80, kind: 'target-ready', workers: 2 },
];

function at(
  atMs: number,
  kind: 'worker-forked' | 'worker-online' | 'worker-closed' | 'worker-disconnected',
  worker: number,
): RunEvent {
  return { atMs, kind, worker, pid: 4100 + worker };
}

function listens(atMs: number, worker: number): RunEvent {
  return { atMs, kind: 'worker-listening', worker, pid: 4100 + worker, address: null, port };
}

function exits(atMs: number, worker: number, exitCode: number | null = 0, signal: string | null = null): RunEvent {
  return { atMs, kind: 'worker-exited', worker, pid: 4100 + worker, exitCode, signal };
}

function crosses(atMs: number, worker: number): RunEvent {
  return { atMs, kind: 'ceiling-crossed', worker, pid: 4100 + worker, rssBytes: 111e6, ceilingBytes: 110e6 };
}

const loses = (atMs: number, worker: number | null, count: number): RunEvent => ({
  atMs,
  kind: 'requests-lost',
  pid: worker === null ? null : 4100 + worker,
  count,
});

const something = (atMs: number): RunEvent => ({ atMs, kind: 'fault-armed', fault: 'leak' });
const told = 'the fault leak is on';

/** The lines of each event after the target is ready, and those of the finish. */
function tell(...events: RunEvent[]): string[] {
  const narrator = new Narrator(port);
  for (const event of ready) narrator.tell(event);
  return [...events.flatMap((event) => narrator.tell(event)), ...narrator.finish()];
}

describe('a death', () => {
  it('is told whole, in one line, when its replacement serves', () => {
    const narrator = new Narrator(port);
    for (const event of ready) narrator.tell(event);
    const before = [crosses(2100, 1), at(2110, 'worker-closed', 1), exits(2160, 1), at(2161, 'worker-forked', 3)];
    expect(before.flatMap((event) => narrator.tell(event))).toEqual([]);
    expect(narrator.tell(listens(2231, 3))).toEqual([
      'worker 1 (4101) crossed 110 MB → drained → left; worker 3 serves after 71 ms',
    ]);
    expect(narrator.finish()).toEqual([]);
  });

  it('whose replacement serves before it leaves is told when it leaves', () => {
    const line = 'worker 1 (4101) crossed 110 MB → left; worker 3 served already';
    expect(tell(crosses(2100, 1), at(2101, 'worker-forked', 3), listens(2171, 3), exits(2200, 1))).toEqual([line]);
  });

  it('may take up a replacement that was forked without any sign', () => {
    expect(tell(at(2000, 'worker-forked', 3), listens(2070, 3), exits(2200, 1))).toEqual([
      'worker 1 (4101) left; worker 3 served already',
    ]);
  });

  it('names what ended the worker', () => {
    const crash: RunEvent = { atMs: 2000, kind: 'fault-struck', worker: 1, pid: 4101, lethal: true };
    const kill: RunEvent = {
      atMs: 7000,
      kind: 'worker-killed',
      worker: 2,
      pid: 4102,
      rssBytes: 120e6,
      reason: 'grace',
    };
    expect(tell(crash, exits(2001, 1, null, 'SIGABRT'), at(2002, 'worker-forked', 3), listens(2072, 3))).toEqual([
      'worker 1 (4101) was struck by the fault → died (SIGABRT); worker 3 serves after 71 ms',
    ]);
    expect(tell(kill, exits(7001, 2, null, 'SIGKILL'), at(7002, 'worker-forked', 3), listens(7072, 3))).toEqual([
      'worker 2 (4102) was killed after the grace; worker 3 serves after 71 ms',
    ]);
  });

  it('of two at once is matched with the replacement that came for it', () => {
    expect(
      tell(
        exits(2000, 2, 1),
        exits(2001, 1, 1),
        at(2002, 'worker-forked', 3),
        at(2003, 'worker-forked', 4),
        listens(2072, 4),
        listens(2080, 3),
      ),
    ).toEqual([
      'worker 1 (4101) died (code 1); worker 4 serves after 71 ms',
      'worker 2 (4102) died (code 1); worker 3 serves after 80 ms',
    ]);
  });

  it('is told with the requests it cost', () => {
    const events = [
      loses(1999, 1, 3),
      exits(2000, 1, 1),
      at(2001, 'worker-forked', 3),
      loses(2010, 1, 1),
      listens(2071, 3),
    ];
    expect(tell(...events)).toEqual(['worker 1 (4101) died (code 1); worker 3 serves after 71 ms; 4 requests lost']);
  });

  it('at boot does not count as a replacement', () => {
    expect(
      tell(
        exits(2000, 1, 1),
        at(2001, 'worker-forked', 3),
        exits(2050, 3, 1),
        at(2051, 'worker-forked', 4),
        listens(2121, 4),
      ),
    ).toEqual([
      'worker 3 (4103) died (code 1) before it ever served',
      'worker 1 (4101) died (code 1); worker 4 serves after 121 ms',
    ]);
  });

  it('after the target was told to stop is no news', () => {
    const stop: RunEvent = { atMs: 5000, kind: 'stop-requested', signal: 'SIGTERM' };
    const booting = at(4999, 'worker-forked', 3);
    expect(tell(booting, stop, exits(5010, 1), exits(5011, 2), exits(5012, 3, 1))).toEqual([
      'the target is told to stop (SIGTERM)',
    ]);
  });

  it('is not made good by a worker that listens on another port', () => {
    const elsewhere: RunEvent = {
      atMs: 2050,
      kind: 'worker-listening',
      worker: 3,
      pid: 4103,
      address: null,
      port: 9229,
    };
    expect(tell(exits(2000, 1, 1), at(2001, 'worker-forked', 3), elsewhere, listens(2071, 3))).toEqual([
      'worker 1 (4101) died (code 1); worker 3 serves after 71 ms',
    ]);
  });
});

describe('what takes long', () => {
  it('is told once, as soon as an event shows that a second has passed', () => {
    const lines = tell(exits(2000, 1, 1), something(2999), something(3000), something(9000));
    expect(lines).toEqual([
      told,
      'worker 1 (4101) died (code 1); no replacement was forked within a second',
      told,
      told,
    ]);
  });

  it('a worker over the ceiling that does not leave is told of, and again when it is gone for good', () => {
    expect(tell(crosses(2000, 1), something(3000), exits(4000, 1), something(5000))).toEqual([
      'worker 1 (4101) crossed 110 MB, and lingers',
      told,
      'worker 1 (4101) crossed 110 MB → left; no replacement was forked within a second',
      told,
    ]);
  });

  it('a death nobody replaced is told at the end', () => {
    expect(tell(exits(2000, 1, 1))).toEqual(['worker 1 (4101) died (code 1); no replacement was forked']);
  });
});

describe('requests lost', () => {
  it('without a death are gathered for half a second', () => {
    expect(tell(loses(2000, 1, 1), loses(2100, 1, 3), something(2499), something(2500))).toEqual([
      told,
      'lost 4 requests on worker 1 (4101)',
      told,
    ]);
  });

  it('on connections of nobody known are told as such', () => {
    expect(tell(loses(2000, null, 1))).toEqual(['lost 1 request on connections of no known worker']);
  });
});

it('noise is not told', () => {
  expect(tell(at(2000, 'worker-online', 1), at(2000, 'worker-disconnected', 1))).toEqual([]);
});

it('that the fault acts is told of the first worker alone', () => {
  const strike = (worker: number): RunEvent => ({
    atMs: 2000,
    kind: 'fault-struck',
    worker,
    pid: 4100 + worker,
    lethal: false,
  });
  expect(tell(strike(1), strike(2))).toEqual(['the fault acts in worker 1 (4101)']);
});

it('a crash loop does not flood: five lines a second, and how many more', () => {
  const loop = Array.from({ length: 40 }, (_, index) => [
    at(2000 + index * 10, 'worker-forked', index + 3),
    exits(2005 + index * 10, index + 3, 1),
  ]).flat();
  const lines = tell(exits(1999, 1, 1), ...loop, something(3100));
  expect(lines.slice(0, 5)).toEqual(
    [3, 4, 5, 6, 7].map((worker) => `worker ${worker} (${4100 + worker}) died (code 1) before it ever served`),
  );
  expect(lines[5]).toBe('… and 35 more deaths at boot within a second');
  expect(lines).toHaveLength(8);
});

it('a healthy run is told in a dozen lines', () => {
  const narrator = new Narrator(port);
  const lines = aRecord().events.flatMap((event) => narrator.tell(event));
  expect(lines).toEqual([
    'the target starts: node resilient.js (4100)',
    '2 workers serve',
    'the load starts',
    'the fault leak-buffers is on',
    'the fault acts in worker 1 (4101)',
    'worker 1 (4101) crossed 115 MB → drained → left; worker 3 serves after 15 ms',
    'worker 2 (4102) crossed 115 MB → drained → left; worker 4 serves after 15 ms',
    'worker 3 (4103) crossed 115 MB → drained → left; worker 5 serves after 15 ms',
    'worker 4 (4104) crossed 115 MB → drained → left; worker 6 serves after 15 ms',
    'the fault leak-buffers is off',
    'the load stops',
    'the target is told to stop (SIGTERM)',
    'the target is gone',
  ]);
});

it('whatever happens, a line is plain text and no request lost is told twice', () => {
  const pid = fc.integer({ min: 4101, max: 4106 });
  const body: fc.Arbitrary<EventBody> = fc.oneof(
    pid.map((pid) => ({ kind: 'worker-forked' as const, worker: pid - 4100, pid })),
    pid.map((pid) => ({ kind: 'worker-listening' as const, worker: pid - 4100, pid, address: null, port })),
    pid.map((pid) => ({ kind: 'worker-exited' as const, worker: pid - 4100, pid, exitCode: 1, signal: null })),
    pid.map((pid) => ({ kind: 'worker-closed' as const, worker: pid - 4100, pid })),
    pid.map((pid) => ({ kind: 'requests-lost' as const, pid, count: 1 })),
    fc.string().map((fault) => ({ kind: 'fault-armed' as const, fault: `\u001b[2J${fault}` })),
    fc.constant({ kind: 'load-stopped' as const }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(body, fc.nat(600)), { maxLength: 60 }), (steps) => {
      let atMs = 100;
      const events = steps.map(([each, later]): RunEvent => {
        atMs += later;
        return { ...each, atMs };
      });
      const lines = tell(...events);
      const lostInAll = events.filter(({ kind }) => kind === 'requests-lost').length;
      const lostTold = lines.map((line) => Number(/(?:lost |; )(\d+) requests?(?: on| lost)/.exec(line)?.[1] ?? 0));
      expect(lostTold.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(lostInAll);
      for (const line of lines) expect(line).not.toMatch(/\p{Cc}/u);
    }),
  );
});
