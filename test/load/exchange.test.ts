import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Exchange } from '../../harness/load/exchange.js';
import { balances, emptyLedger } from '../../harness/load/ledger.js';

/** One connection's story, as a client would live it: some answered requests, maybe one more, and an end. */
interface Connection {
  accepted: boolean;
  answers: { status: number; keepAlive: boolean }[];
  unanswered: boolean;
  end: 'ended' | 'timedOut';
}

const connection: fc.Arbitrary<Connection> = fc.record({
  accepted: fc.boolean(),
  answers: fc.array(fc.record({ status: fc.constantFrom(200, 204, 301, 404, 503), keepAlive: fc.boolean() }), {
    maxLength: 4,
  }),
  unanswered: fc.boolean(),
  end: fc.constantFrom('ended', 'timedOut'),
});

const account = () => {
  const ports: number[] = [];
  const latencies: number[] = [];
  return {
    ledger: emptyLedger(),
    ports,
    latencies,
    onPort() {},
    onLost: (port: number) => ports.push(port),
    onAnswered: (ms: number) => latencies.push(ms),
  };
};

function live(exchange: Exchange, { accepted, answers, unanswered }: Connection, port: number): void {
  exchange.connecting(0);
  if (!accepted) {
    if (unanswered) exchange.requested(0);
    return;
  }
  exchange.bound(port);
  exchange.connected();
  for (const { status, keepAlive } of answers) {
    exchange.requested(10);
    exchange.answered(status, keepAlive, 17);
  }
  if (unanswered) exchange.requested(20);
}

test('whatever happens to its connections, every request of a client ends in the one place that its story tells', () => {
  fc.assert(
    fc.property(fc.array(connection), connection, (connections, last) => {
      const books = account();
      const exchange = new Exchange(books);
      const expected = emptyLedger();
      const lostOn: number[] = [];
      for (const [port, story] of connections.entries()) {
        live(exchange, story, port);
        exchange[story.end]();
        if (!story.accepted) expected.refused += 1;
        else count(expected, story);
        if (!story.accepted || !story.unanswered) continue;
        if (story.answers.at(-1)?.keepAlive === false) expected.superseded += 1;
        else if (story.end === 'timedOut') expected.timedOut += 1;
        else {
          expected.lost += 1;
          lostOn.push(port);
        }
      }
      live(exchange, last, 99);
      exchange.stopped(50);
      if (last.accepted) count(expected, last);
      if (last.accepted && last.unanswered) {
        expected.inFlight += 1;
        expected.oldestInFlightMs = 30;
      }

      expect(books.ledger).toEqual(expected);
      expect(balances(books.ledger)).toBe(true);
      expect(books.ports).toEqual(lostOn);
      expect(books.latencies).toEqual(Array.from({ length: expected.answered2xx + expected.answeredNon2xx }, () => 7));
    }),
  );
});

function count(expected: ReturnType<typeof emptyLedger>, { answers, unanswered }: Connection): void {
  expected.sent += answers.length + (unanswered ? 1 : 0);
  for (const { status } of answers) {
    if (status < 300) expected.answered2xx += 1;
    else expected.answeredNon2xx += 1;
  }
}

test('a request queued on an attempt is sent once somebody accepts it, and its latency counts from the queueing', () => {
  const books = account();
  const exchange = new Exchange(books);
  exchange.connecting(0);
  exchange.requested(5);
  expect(books.ledger.sent).toBe(0);
  exchange.bound(4000);
  exchange.connected();
  expect(books.ledger.sent).toBe(1);
  exchange.answered(200, true, 9);
  expect(books.latencies).toEqual([4]);
});

test('nothing is outstanding, and no deadline runs, before the request and after its answer', () => {
  const exchange = new Exchange(account());
  exchange.connecting(0);
  exchange.bound(4000);
  exchange.connected();
  expect(exchange.requestedAtMs).toBe(Infinity);
  exchange.requested(3);
  expect([exchange.outstanding, exchange.requestedAtMs]).toEqual([true, 3]);
  exchange.answered(200, true, 4);
  expect([exchange.outstanding, exchange.requestedAtMs]).toEqual([false, Infinity]);
});

test('a ledger in which a request is missing, or is counted twice, does not balance', () => {
  const ledger = { ...emptyLedger(), sent: 6, answered2xx: 1, answeredNon2xx: 1, lost: 1, timedOut: 1, superseded: 1 };
  expect(balances(ledger)).toBe(false);
  expect(balances({ ...ledger, inFlight: 1 })).toBe(true);
  expect(balances({ ...ledger, inFlight: 1, lost: 2 })).toBe(false);
});

test('an answer from 200 to 299 is one of success, and no other', () => {
  const books = account();
  const exchange = new Exchange(books);
  exchange.connecting(0);
  exchange.bound(1);
  exchange.connected();
  for (const status of [100, 199, 200, 299, 300, 503]) {
    exchange.requested(0);
    exchange.answered(status, true, 1);
  }
  expect(books.ledger).toMatchObject({ sent: 6, answered2xx: 2, answeredNon2xx: 4 });
});

test('a load that stopped has nothing outstanding, and what was in flight is counted once', () => {
  const books = account();
  const exchange = new Exchange(books);
  exchange.connecting(0);
  exchange.bound(1);
  exchange.connected();
  exchange.requested(0);
  exchange.stopped(10);
  exchange.stopped(20);
  expect(exchange.outstanding).toBe(false);
  expect(books.ledger).toMatchObject({ sent: 1, inFlight: 1, oldestInFlightMs: 10 });
});

test('where something is short here, an attempt is unmade, and what a connection had to answer is lost all the same', () => {
  const books = account();
  const exchange = new Exchange(books);
  exchange.connecting(0);
  exchange.requested(0);
  exchange.ranShort();
  expect(exchange.outstanding).toBe(false);
  expect(books.ledger).toEqual({ ...emptyLedger(), unmade: 1 });
  exchange.connecting(1);
  exchange.bound(7);
  exchange.connected();
  exchange.requested(1);
  exchange.ranShort();
  expect(books.ledger).toEqual({ ...emptyLedger(), unmade: 1, sent: 1, lost: 1 });
  expect(balances(books.ledger)).toBe(true);
});

test('of several requests in flight, the one that has waited longest is told of', () => {
  const books = account();
  for (const [port, requestedAtMs] of [30, 5, 80].entries()) {
    const exchange = new Exchange(books);
    exchange.connecting(0);
    exchange.bound(port);
    exchange.connected();
    exchange.requested(requestedAtMs);
    exchange.stopped(100);
  }
  expect(books.ledger).toMatchObject({ inFlight: 3, oldestInFlightMs: 95 });
});

test('a lost request is told of with the attempt that its connection came of, not with an earlier one', () => {
  const told: [what: string, port: number, attemptedAtNs: number][] = [];
  const exchange = new Exchange({
    ...account(),
    onPort: (port, attemptedAtNs) => told.push(['given', port, attemptedAtNs]),
    onLost: (port, attemptedAtNs) => told.push(['lost', port, attemptedAtNs]),
  });
  for (const [port, at] of [
    [4001, 5],
    [4002, 9],
  ] as const) {
    exchange.connecting(at);
    exchange.bound(port);
    exchange.connected();
    exchange.requested(at);
    exchange.ended();
  }
  expect(told).toEqual([
    ['given', 4001, 5],
    ['lost', 4001, 5],
    ['given', 4002, 9],
    ['lost', 4002, 9],
  ]);
});
