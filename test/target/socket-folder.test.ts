import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { socketFolder } from '../../harness/target/socket-folder.js';
import { UsageError } from '../../harness/usage-error.js';

let base = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'refork-sockets-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const tooLong = `/tmp/${'x'.repeat(90)}`;

it('is made where temporary files go, and nobody else can look into it', () => {
  const folder = socketFolder('wire', base);
  expect(dirname(folder)).toBe(base);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it("is made elsewhere where that one's name would cut the socket's off", () => {
  expect(dirname(socketFolder('wire', tooLong, base))).toBe(base);
  const atLimit = 'x'.repeat(103 - join(base, 'refork-XXXXXX', '').length - 1);
  expect(basename(dirname(socketFolder(atLimit, base, tooLong)))).toBe(basename(base));
  expect(() => socketFolder(`${atLimit}x`, base, tooLong)).toThrow(/has too long a name for a socket/);
});

it('counts bytes, as the system does', () => {
  expect(dirname(socketFolder('wire', `/tmp/${'ü'.repeat(45)}`, base))).toBe(base);
});

it('that cannot be made is told with what to do about it', () => {
  const nowhere = join(base, 'nowhere');
  expect(() => socketFolder('wire', nowhere)).toThrow(UsageError);
  expect(() => socketFolder('wire', nowhere)).toThrow(/\(ENOENT\)\. Set TMPDIR/);
  expect(readdirSync(base)).toEqual([]);
});
