import { describe, expect, it } from 'vitest';
import type { EventBody, RunEvent } from '../harness/record.js';
import { type Journal, monotonicMs, Recorder } from '../harness/recorder.js';

class ListJournal implements Journal {
  readonly written: RunEvent[] = [];
  write(event: RunEvent): void {
    this.written.push(event);
  }
}

const started: EventBody = { kind: 'load-started' };
const stopped: EventBody = { kind: 'load-stopped' };
const isStop = (event: RunEvent): boolean => event.kind === 'load-stopped';
const never = new AbortController().signal;
const kindsOf = (events: readonly RunEvent[]): string[] => events.map(({ kind }) => kind);

const aRecorder = (): Recorder => new Recorder(new ListJournal());

describe('a recorder', () => {
  it('keeps events in the order in which they were recorded, whatever their moments', () => {
    const recorder = aRecorder();
    recorder.record(stopped, 20);
    recorder.record(started, 10);
    expect(recorder.events).toEqual([
      { atMs: 20, kind: 'load-stopped' },
      { atMs: 10, kind: 'load-started' },
    ]);
  });

  it('writes each event to the journal before anyone who follows hears of it', () => {
    const journal = new ListJournal();
    const recorder = new Recorder(journal);
    const writtenWhenTold: number[] = [];
    recorder.follow(() => writtenWhenTold.push(journal.written.length));
    recorder.record(started);
    recorder.record(stopped);
    expect(writtenWhenTold).toEqual([1, 2]);
    expect(journal.written).toEqual(recorder.events);
  });

  it('stamps an event with now where its source gave no moment', () => {
    const recorder = aRecorder();
    const before = recorder.nowMs();
    recorder.record(started);
    const after = recorder.nowMs();
    expect(recorder.events[0]?.atMs).toBeGreaterThanOrEqual(before - 0.001);
    expect(recorder.events[0]?.atMs).toBeLessThanOrEqual(after + 0.001);
  });

  it('keeps moments to the microsecond', () => {
    const recorder = aRecorder();
    recorder.record(started, 1.23456);
    expect(recorder.events[0]?.atMs).toBe(1.235);
  });

  it('counts moments of the shared clock from its start, and none before it', () => {
    const recorder = new Recorder(new ListJournal(), 5000);
    expect(recorder.atMs(5250.5)).toBe(250.5);
    expect(recorder.atMs(4999)).toBe(0);
  });

  it('begins at the moment it was made unless another is given', () => {
    const before = monotonicMs();
    const { startMs } = aRecorder();
    expect(startMs).toBeGreaterThanOrEqual(before);
    expect(startMs).toBeLessThanOrEqual(monotonicMs());
  });
});

describe('following', () => {
  it('hears of events from then on, until it is stopped', () => {
    const recorder = aRecorder();
    const heard: RunEvent[] = [];
    recorder.record(started);
    const unfollow = recorder.follow((event) => heard.push(event));
    recorder.record(stopped);
    unfollow();
    recorder.record(started);
    expect(kindsOf(heard)).toEqual(['load-stopped']);
  });

  it('reaches every other listener when one stops while it is told', () => {
    const recorder = aRecorder();
    const heard: string[] = [];
    const unfollow = recorder.follow(() => {
      heard.push('first');
      unfollow();
    });
    recorder.follow(() => heard.push('second'));
    recorder.record(started);
    recorder.record(stopped);
    expect(heard).toEqual(['first', 'second', 'second']);
  });
});

describe('until', () => {
  it('gives the first event that is wanted, not those before', async () => {
    const recorder = aRecorder();
    const stop = recorder.until(isStop, never);
    recorder.record(started, 1);
    recorder.record(stopped, 2);
    recorder.record(stopped, 3);
    expect(await stop).toEqual({ atMs: 2, kind: 'load-stopped' });
  });

  it('takes no event that was recorded before', async () => {
    const recorder = aRecorder();
    recorder.record(stopped, 1);
    const stop = recorder.until(isStop, never);
    recorder.record(stopped, 2);
    expect(await stop).toMatchObject({ atMs: 2 });
  });

  it('asks no more about events once it has its own', async () => {
    const recorder = aRecorder();
    let asked = 0;
    const first = recorder.until(() => ++asked > 0, never);
    recorder.record(started);
    recorder.record(stopped);
    await first;
    expect(asked).toBe(1);
  });

  it("rejects with the signal's reason when that comes first, and asks no more", async () => {
    const recorder = aRecorder();
    const controller = new AbortController();
    let asked = 0;
    const stop = recorder.until(() => ++asked < 0, controller.signal);
    controller.abort('over');
    recorder.record(stopped);
    await expect(stop).rejects.toBe('over');
    expect(asked).toBe(0);
  });

  it('rejects at once on a signal that has come already', async () => {
    await expect(aRecorder().until(isStop, AbortSignal.abort('over'))).rejects.toBe('over');
  });
});
