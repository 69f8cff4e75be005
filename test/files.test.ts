import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunFolder } from '../harness/files.js';
import { UsageError } from '../harness/usage-error.js';

let base = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'refork-files-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const read = (...names: string[]): string => readFileSync(join(base, ...names), 'utf8');

describe("a run's folder", () => {
  it('is made together with the folders above it', () => {
    using folder = new RunFolder(join(base, 'runs', 'deep', 'leak'));
    expect(folder.path).toBe(join(base, 'runs', 'deep', 'leak'));
    expect(existsSync(join(folder.path, 'events.ndjson'))).toBe(true);
  });

  it('has each event as a line of its own from the moment it was written', () => {
    using folder = new RunFolder(base);
    folder.write({ atMs: 1, kind: 'load-started' });
    expect(read('events.ndjson')).toBe('{"atMs":1,"kind":"load-started"}\n');
    folder.write({ atMs: 2, kind: 'load-stopped' });
    expect(read('events.ndjson')).toBe('{"atMs":1,"kind":"load-started"}\n{"atMs":2,"kind":"load-stopped"}\n');
    expect(folder.failure).toBeNull();
  });

  it('begins its events anew where an earlier run left some', () => {
    writeFileSync(join(base, 'events.ndjson'), '{"atMs":9,"kind":"load-stopped"}\n');
    using folder = new RunFolder(base);
    folder.write({ atMs: 1, kind: 'load-started' });
    expect(read('events.ndjson')).toBe('{"atMs":1,"kind":"load-started"}\n');
  });

  it('keeps why events could not be written, and goes on without', () => {
    const folder = new RunFolder(base);
    folder[Symbol.dispose]();
    folder.write({ atMs: 1, kind: 'load-started' });
    folder.write({ atMs: 2, kind: 'load-stopped' });
    expect(folder.failure).toBe('EBADF');
    expect(read('events.ndjson')).toBe('');
  });

  it('saves a file whole, over an earlier one, and leaves nothing unfinished', () => {
    using folder = new RunFolder(base);
    folder.save('record.json', 'a longer one');
    folder.save('record.json', 'short');
    expect(read('record.json')).toBe('short');
    expect(readdirSync(base).sort()).toEqual(['.running', 'events.ndjson', 'record.json']);
  });

  it('keeps what was there, and leaves nothing unfinished, when a file cannot be saved', () => {
    using folder = new RunFolder(base);
    mkdirSync(join(base, 'record.json'));
    expect(() => folder.save('record.json', 'text')).toThrow(UsageError);
    expect(() => folder.save('record.json', 'text')).toThrow(
      `Cannot write ${join(base, 'record.json')} (EISDIR). Make room, or give another folder with --out.`,
    );
    expect(readdirSync(base).sort()).toEqual(['.running', 'events.ndjson', 'record.json']);
  });

  it('cannot be made below a file, and says what to do', () => {
    writeFileSync(join(base, 'occupied'), '');
    const path = join(base, 'occupied', 'leak');
    expect(() => new RunFolder(path)).toThrow(UsageError);
    expect(() => new RunFolder(path)).toThrow(`Cannot write to the folder ${path} (ENOTDIR). Give another with --out.`);
  });

  it.runIf(process.platform === 'linux')('is refused, not waited for, where nothing can be made', () => {
    expect(() => new RunFolder('/proc/refork/leak')).toThrow(
      /^Cannot write to the folder \/proc\/refork\/leak \(E[A-Z]+\)\./,
    );
  });
});
