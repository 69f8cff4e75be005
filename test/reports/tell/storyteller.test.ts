import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../harness/record.js';
import { type Passage, Storyteller } from '../../../reports/tell/storyteller.js';
import { aDeathWithoutRefork, aRecord } from '../../a-record.js';
import { exited, forked, listened, port } from '../../history/a-history.js';

const launched: RunEvent = { atMs: 5, kind: 'target-launched', pid: 4100, command: 'node server.js', port };
const ready = (workers: number): RunEvent => ({ atMs: 200, kind: 'target-ready', workers });
const lost = (atMs: number, pid: number, count: number): RunEvent => ({ atMs, kind: 'requests-lost', pid, count });

const texts = (passages: Passage[]): string[] => passages.map(({ text }) => text);
const story = (...events: RunEvent[]): string[] => {
  const storyteller = new Storyteller();
  return events.flatMap((event) => texts(storyteller.tell(event)));
};

/** Two workers that serve. */
const begun = [launched, forked(100, 1), forked(101, 2), listened(150, 1), listened(151, 2), ready(2)];
const toldFrom = (...events: RunEvent[]): string[] => story(...begun, ...events).slice(story(...begun).length);

describe('the story of a healthy run', () => {
  const record = aRecord();
  const storyteller = new Storyteller();
  const told = [
    ...storyteller.begin({ name: record.scenario, story: record.story }),
    ...record.events.flatMap((event) => storyteller.tell(event)),
    ...storyteller.end(record),
  ];

  it('follows the first worker that goes, step by step', () => {
    const from = texts(told).findIndex((text) => text.startsWith('Worker 1 has 116 MB'));
    expect(texts(told).slice(from, from + 6)).toEqual([
      'Worker 1 has 116 MB of memory now, and has crossed the ceiling of 115 MB.',
      'So worker 1 is recycled: it is told to go, by SIGTERM.',
      'The primary reforks: it forks worker 3, which is to take the place of worker 1.',
      'Worker 1 drains.',
      'Worker 1 leaves, with exit code 0.',
      'Worker 3 listens: it has come to serve.',
    ]);
  });

  it('tells each of the others in a sentence, also that which came for the first', () => {
    expect(texts(told)).toContainEqual(expect.stringMatching(/^Worker 3 goes too: .* Worker 5 serves 15 ms later/));
    expect(texts(told)).toContainEqual(
      'Worker 2 goes too: it crossed 115 MB, drained and left. Worker 4 serves 15 ms later, and no request is lost.',
    );
  });

  it('explains no word twice, and those of the deaths and of the account where they come up', () => {
    const words = told.flatMap((passage) => passage.words.map((word) => word.split(':')[0]));
    expect(new Set(words).size).toBe(words.length);
    expect(words).toEqual(expect.arrayContaining(['primary', 'worker', 'ceiling', 'recycle', 'drain', 'refork']));
    expect(words).toEqual(expect.arrayContaining(['probe', 'ledger', 'availability', 'outage', 'verdict']));
  });

  it('ends with what came of it', () => {
    expect(texts(told).slice(-4)).toEqual([
      '4 workers died, and after each there was a refork; the slowest took 71 ms.',
      'The ledger: 20,020 requests sent, 20,000 answered; none was lost. 20 had no answer yet when the load ended, or when a worker had said good-bye.',
      'The availability was 100 %: so many of 500 probes were answered. In all this time there was no outage.',
      'The verdict: Passed: the check held.',
    ]);
  });
});

describe('a story', () => {
  it('says of a worker that nobody replaces that nobody does, a second later or when the primary is gone', () => {
    const gone: RunEvent = { atMs: 3100, kind: 'primary-exited', pid: 4100, exitCode: 0, signal: null };
    expect(toldFrom(exited(3000, 1), exited(3050, 2), gone).slice(-3)).toEqual([
      'Nobody has come in the place of worker 1 so far.',
      'Worker 2 goes too: it died (code 1). Nobody has come in its place so far, and no request is lost.',
      'The primary itself is gone, and with it the whole server.',
    ]);
    expect(toldFrom(exited(3000, 1, 'SIGKILL'), { atMs: 4100, kind: 'fault-disarmed', fault: 'x' })[1]).toBe(
      'Nobody has come in the place of worker 1 so far.',
    );
    expect(toldFrom(exited(3000, 1), exited(3001, 2), { atMs: 4100, kind: 'load-stopped' })).toContain(
      'Worker 2 goes too: it died (code 1). Nobody has come in its place so far, and no request is lost.',
    );
  });

  it('sums up what was lost with a worker', () => {
    const events = [exited(3000, 1), lost(3001, 4101, 3), lost(3050, 4101, 2), forked(3060, 3), listened(3600, 3)];
    expect(toldFrom(...events)).toContain('With worker 1 5 requests are lost.');
  });

  it('tells five that go the same way, and counts the others', () => {
    const deaths = Array.from({ length: 10 }, (_, i) => [
      exited(3000 + i * 100, i + 1),
      forked(3001 + i * 100, i + 3),
      listened(3070 + i * 100, i + 3),
    ]).flat();
    const storyteller = new Storyteller();
    const told = [...begun, ...deaths].flatMap((event) => texts(storyteller.tell(event)));
    expect(told.filter((text) => text.includes('goes too'))).toHaveLength(5);
    expect(texts(storyteller.end(aRecord()))[0]).toBe('4 more workers went like that.');
  });

  it('calls a worker that dies at boot stillborn', () => {
    expect(toldFrom(exited(3000, 1), forked(3010, 3), exited(3020, 3), forked(3030, 4), exited(3040, 4))).toContain(
      'Worker 4 is stillborn: it dies before it has served anybody.',
    );
  });

  it('says no more of workers once the server is told to stop', () => {
    const stop: RunEvent = { atMs: 9000, kind: 'stop-requested', signal: 'SIGTERM' };
    expect(toldFrom(stop, exited(9010, 1), exited(9011, 2))).toEqual(['The primary is told to stop, by SIGTERM.']);
  });

  it('of a single process says that it forks nobody, and of a server that is gone no more than that', () => {
    const gone: RunEvent = { atMs: 3100, kind: 'primary-exited', pid: 4100, exitCode: null, signal: 'SIGKILL' };
    const after: RunEvent[] = [
      { atMs: 3110, kind: 'fault-disarmed', fault: 'x' },
      { atMs: 3120, kind: 'load-stopped' },
      { atMs: 3130, kind: 'stop-requested', signal: 'SIGTERM' },
    ];
    const alone: RunEvent[] = [forked(100, 1, 4100), { ...listened(150, 1), pid: 4100 } as RunEvent, ready(1)];
    expect(story(launched, ...alone, gone, ...after).slice(1)).toEqual([
      'It forks nobody: this one process has to do everything, and counts as worker 1.',
      'Worker 1 listens: it has come to serve.',
      '1 worker is ready, and nobody has asked for anything yet.',
      'The primary itself is gone, and with it the whole server.',
    ]);
  });

  it('is harmless to the terminal, whatever a fault is called', () => {
    expect(toldFrom({ atMs: 300, kind: 'fault-armed', fault: '\u001b[2Jx' })).toEqual([
      'Now the fault "x" is switched on.',
    ]);
  });
});

describe('what came of a run', () => {
  const end = (part: Parameters<typeof aRecord>[0]): string[] => texts(new Storyteller().end(aRecord(part)));

  it('tells apart none, one and some that were not replaced', () => {
    const [alone, replaced] = [aDeathWithoutRefork(), aRecord().deaths[0]];
    expect(end({ deaths: [] })[0]).toBe('No worker died.');
    expect(end({ deaths: [alone] })[0]).toBe('1 worker died, and nobody came in its place.');
    expect(end({ deaths: [alone, ...(replaced === undefined ? [] : [replaced])] })[0]).toBe(
      '2 workers died, and in the place of 1 of them nobody came.',
    );
  });

  it('says that a control is broken on purpose', () => {
    expect(end({ expectation: { fails: 'refork', consequences: [] } })).toContain(
      'This server is broken on purpose: the check "refork" has to fail.',
    );
  });
});
