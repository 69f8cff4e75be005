import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from '../../dist/reports/html.js';
import { forPage } from '../../reports/for-page.js';
import { aRecord } from '../a-record.js';
import { aLongRun } from './a-long-run.js';

const data = (text: string): string =>
  /<script type="application\/json" id="record">(.*?)<\/script>/s.exec(text)?.[1] ?? '';
const policyOf = (text: string): string =>
  /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? '';
const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('the report as a file', () => {
  const text = html(aRecord());

  it('is under 400 KB besides the data', () => {
    const long = aLongRun();
    expect(Buffer.byteLength(html(long)) - Buffer.byteLength(forPage(long))).toBeLessThan(400_000);
    expect(Buffer.byteLength(text) - Buffer.byteLength(forPage(aRecord()))).toBeLessThan(400_000);
  });

  it('allows its own scripts and style sheets by their hashes, and nothing else', () => {
    const policy = policyOf(text);
    const scripts = [...text.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script = '']) => hash(script));
    const styles = [...text.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style = '']) => hash(style));
    expect(scripts).toHaveLength(2);
    expect(styles).toHaveLength(2);
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${scripts.join(' ')}`,
      `style-src ${styles.join(' ')}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('names nothing on the network', () => {
    const withoutNames = text
      .replaceAll('http://www.w3.org/2000/svg', '')
      .replace(/https:\/\/(github|jfly)[^\s)]*/g, '');
    expect(withoutNames.match(/(src|href)="(?!data:)[^"]*"|url\((?!data:)|https?:\/\//g)).toBeNull();
  });

  it('has no attribute that would run anything', () => {
    const markup = text.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, '');
    expect(markup).not.toMatch(/\son\w+=/);
    expect(markup).not.toMatch(/style=/);
  });

  it('holds the record as it is', () => {
    expect(JSON.parse(data(text))).toEqual(aRecord());
  });

  it('nothing that a target says ends the element it stands in', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '</script>',
        '<!--',
        '<script>',
        ']]>',
        '\u2028',
        '\u2029',
        '&lt;/script&gt;',
        '"><img>',
        '\\u003c',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const hostile = pieces.join('');
        const report = html(aRecord({ scenario: hostile, stderr: [hostile], settings: { target: hostile } }));
        expect(report.match(/<script/g)).toHaveLength(3);
        expect(report.match(/<title>[^<]*<\/title>/)).not.toBeNull();
        expect(data(report)).not.toMatch(/[<\u2028\u2029]/);
        expect(JSON.parse(data(report)).stderr).toEqual(JSON.parse(forPage([hostile])));
      }),
      { numRuns: 40 },
    );
  });

  it('a line of megabytes is cut', () => {
    const report = html(aRecord({ stderr: ['x'.repeat(10_000_000)] }));
    expect(report.length).toBeLessThan(500_000);
  });
});
