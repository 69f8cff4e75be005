import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { Audience, mostBufferedBytes, mostPages } from '../../../reports/live/audience.js';

/** A response whose other end reads only when it is told to. */
class Page extends EventEmitter {
  writableLength = 0;
  status = 0;
  isGone = false;
  readonly got: string[] = [];
  writeHead(status: number): void {
    this.status = status;
  }
  write(text: string): void {
    this.got.push(text);
    this.writableLength += text.length;
  }
  end(): void {
    if (!this.isGone) this.emit('close');
    this.isGone = true;
  }
  destroy(): void {
    this.end();
  }
  get response(): ServerResponse {
    return this as unknown as ServerResponse;
  }
}

it('a page is told what there is when it comes, and all that follows', () => {
  const audience = new Audience();
  const page = new Page();
  audience.admit(page.response, '"first"');
  audience.tell('"second"');
  expect(page.got.join('')).toBe('retry: 500\n\ndata: "first"\n\ndata: "second"\n\n');
});

it('a page that does not read is let go before much is kept for it, and the others are not', () => {
  const audience = new Audience();
  const slow = new Page();
  const quick = new Page();
  audience.admit(slow.response, '1');
  audience.admit(quick.response, '1');
  const message = 'x'.repeat(1024 ** 2);
  for (let i = 0; i < 20; i += 1) {
    quick.writableLength = 0;
    audience.tell(message);
  }
  expect(slow.isGone).toBe(true);
  expect(slow.writableLength).toBeLessThan(mostBufferedBytes + 2 * message.length);
  expect(quick.isGone).toBe(false);
  expect(audience.size).toBe(1);
});

it('a page that has left is told nothing', () => {
  const audience = new Audience();
  const page = new Page();
  audience.admit(page.response, '1');
  page.end();
  audience.tell('2');
  expect(page.got.join('')).not.toContain('data: 2');
  expect(audience.size).toBe(0);
});

it('one page too many is turned away', () => {
  const audience = new Audience();
  for (let i = 0; i < mostPages; i += 1) audience.admit(new Page().response, '1');
  const late = new Page();
  audience.admit(late.response, '1');
  expect(late.status).toBe(503);
  expect(audience.size).toBe(mostPages);
});

it('everybody leaves at the end', async () => {
  const audience = new Audience();
  const pages = [new Page(), new Page()];
  for (const page of pages) audience.admit(page.response, '1');
  await audience.dismiss();
  expect(pages.map(({ isGone }) => isGone)).toEqual([true, true]);
  expect(audience.size).toBe(0);
});
