import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { Ending } from '../harness/ending.js';

const hour = 3_600_000;
const pending = <T>(): Promise<T> => new Promise(() => {});

describe('an ending', () => {
  it('has no cause while nothing ends it', () => {
    const ending = new Ending(undefined);
    expect(ending.cause).toBeNull();
    expect(ending.signal.aborted).toBe(false);
  });

  it('keeps the first of several causes, and gives it as the reason', () => {
    const ending = new Ending(undefined);
    ending.end({ kind: 'primary-gone' });
    ending.end({ kind: 'load-failed', message: 'no connection' });
    expect(ending.cause).toEqual({ kind: 'primary-gone' });
    expect(ending.signal.reason).toEqual({ kind: 'primary-gone' });
  });

  it("passes the user's own reason on", () => {
    const interruption = new AbortController();
    const ending = new Ending(interruption.signal);
    interruption.abort('SIGINT');
    expect(ending.cause).toEqual({ kind: 'interrupted', reason: 'SIGINT' });
    expect(ending.signal.reason).toBe('SIGINT');
  });

  it('is over from the start when the interruption came before it', () => {
    const ending = new Ending(AbortSignal.abort('SIGTERM'));
    expect(ending.cause).toEqual({ kind: 'interrupted', reason: 'SIGTERM' });
    expect(ending.signal.aborted).toBe(true);
  });

  it('keeps an earlier cause when the user interrupts as well', () => {
    const interruption = new AbortController();
    const ending = new Ending(interruption.signal);
    ending.end({ kind: 'primary-gone' });
    interruption.abort('SIGINT');
    expect(ending.cause).toEqual({ kind: 'primary-gone' });
  });
});

describe('a pause', () => {
  it('lets the run go on when its time is over', async () => {
    expect(await new Ending(undefined).pause(1)).toBe(true);
  });

  it('of a moment that is past lets the run go on at once', async () => {
    expect(await new Ending(undefined).pause(-hour)).toBe(true);
  });

  it('is cut short when the run ends, and says that it may not go on', async () => {
    const ending = new Ending(undefined);
    const pause = ending.pause(hour);
    ending.end({ kind: 'primary-gone' });
    expect(await pause).toBe(false);
  });

  it('of a run that is over takes no time', async () => {
    expect(await new Ending(AbortSignal.abort('SIGINT')).pause(hour)).toBe(false);
  });
});

describe('orSooner', () => {
  it('gives what the promise gives while the run is on', async () => {
    expect(await new Ending(undefined).orSooner(Promise.resolve('result'), () => 'otherwise')).toBe('result');
  });

  it('rejects as the promise does', async () => {
    const failing = Promise.reject(new Error('no load'));
    await expect(new Ending(undefined).orSooner(failing, () => 'otherwise')).rejects.toThrow('no load');
  });

  it('gives the other value when the run ends first', async () => {
    const ending = new Ending(undefined);
    const result = ending.orSooner(pending<string>(), () => 'otherwise');
    ending.end({ kind: 'primary-gone' });
    expect(await result).toBe('otherwise');
  });

  it('gives the other value at once when the run is over', async () => {
    expect(await new Ending(AbortSignal.abort()).orSooner(pending<string>(), () => 'otherwise')).toBe('otherwise');
  });

  it('lets nothing go unhandled when the promise rejects after the end', async () => {
    const ending = new Ending(undefined);
    let reject: (error: Error) => void = () => {};
    const promise = new Promise<string>((_, refuse) => {
      reject = refuse;
    });
    const result = ending.orSooner(promise, () => 'otherwise');
    ending.end({ kind: 'primary-gone' });
    reject(new Error('too late'));
    expect(await result).toBe('otherwise');
  });
});

describe('an ending', () => {
  it('lets go of a signal that outlives it', () => {
    const interruption = new AbortController();
    const own = getEventListeners(interruption.signal, 'abort').length;
    {
      using ending = new Ending(interruption.signal);
      expect(getEventListeners(interruption.signal, 'abort').length, String(ending.cause)).toBe(own + 1);
    }
    expect(getEventListeners(interruption.signal, 'abort').length).toBe(own);
  });
});
