import fc from 'fast-check';
import { marked, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import type { CheckResult, RunRecord } from '../../harness/record.js';
import { markdown } from '../../reports/markdown.js';
import { fenced, inline, table } from '../../reports/markdown-text.js';
import { printable } from '../../reports/plain-text.js';
import type { Result } from '../../reports/result.js';
import { aDeath, aDeathWithoutRefork, aRecord } from '../a-record.js';
import { hostileRecord, hostileText } from './hostile.js';

const refork = (part: Partial<CheckResult> = {}): CheckResult => ({
  ...{ name: 'refork', limits: { withinMs: 1000 }, status: 'fail', observed: 5100, limit: 1000, unit: 'ms' },
  ...{ summary: '4 deaths; the slowest took 5,100 ms.' },
  ...part,
});
const failed = (part = {}): RunRecord => aRecord({ verdict: 'fail', checks: [refork()], ...part });
const named = (...records: RunRecord[]): Result[] => records.map((record) => ({ name: record.scenario, record }));
const md = (...records: RunRecord[]): string => markdown(named(...records));

describe('the summary of a run', () => {
  const text = md(failed({ stderr: ['Error: boom'], notes: ['It was cold.'] }));

  it('begins with the verdict', () => {
    expect(text).toMatch(/^## ✗ leak: failed\n\n\*\*Failed: 1 of 1 check failed \(refork\)\. 4 deaths;/);
  });

  it('has a row a check, with what was observed, the limit and the sentence', () => {
    expect(text).toContain('\n| **✗ fail** | refork | 5,100 ms | 1,000 ms | 4 deaths; the slowest took 5,100 ms. |\n');
  });

  it('has what each death cost', () => {
    expect(text).toContain('<summary>4 deaths</summary>');
    expect(text).toContain(
      '\n| 1 (4101) | ceiling | code 0 | 117 MB | 3.1 s | −60 | −59 | −56 | +15 | +18 | 0 | → 3 |\n',
    );
    expect(md(aRecord({ deaths: [] }))).toContain('\n\nNo worker died.\n\n');
  });

  it('has the ledger with its sum, the command that repeats the run, and the last words of the target', () => {
    expect(text).toContain('20,020 sent = 20,000 answered 2xx + 0 answered otherwise');
    expect(text).toContain('```sh\nnpx refork leak --workers 2 ');
    expect(text).toContain('```text\nError: boom\n```');
    expect(text).toContain('Note: It was cold.');
    expect(text).toContain('Node v20.20.2 on linux, 2 CPUs, refork 0.1.0');
  });

  it('of a control says what was meant to fail', () => {
    const control = md(failed({ expectation: { fails: 'refork', consequences: ['loss'] } }));
    expect(control).toContain('## ✓ leak: caught');
    expect(control).toContain('the check refork must catch it, and loss may fail with it');
    expect(control).toContain('| ✓ fail | refork |');
    expect(control).toContain('| Failed, as it should on this broken target: 4 deaths');
  });

  it('has doubts as a row of their own', () => {
    const doubtful = md(aRecord({ verdict: 'inconclusive', doubts: ['It was cut off.'] }));
    expect(doubtful).toContain('| **? inconclusive** | run | – | – | Inconclusive: It was cut off. |');
  });

  it('of thousands of deaths shows those that cost most, in their order', () => {
    const many = Array.from({ length: 3000 }, (_, i) => aDeath({ worker: i + 1, atMs: { exit: 3000 + i } }));
    many[7] = aDeathWithoutRefork({ worker: 8, atMs: { exit: 3007 } });
    many[2500] = aDeath({ worker: 2501, lostRequests: 3, atMs: { exit: 5500 } });
    const summary = md(aRecord({ deaths: many, leftOut: { deaths: 20 } }));
    const workers = [...summary.matchAll(/^\| (\d+) \(\d+\) \|/gm)].map(([, worker]) => Number(worker));
    expect(workers).toHaveLength(50);
    expect(workers).toEqual(workers.toSorted((a, b) => a - b));
    expect(workers).toEqual(expect.arrayContaining([8, 2501]));
    expect(summary).toContain('<summary>3,020 deaths</summary>');
    expect(summary).toContain('These are the 50 that cost most time or requests.');
  });
});

describe('the summary of several runs', () => {
  const notRun: Result = { name: 'crash', problem: 'Port 1 is taken.\nGive <b>another</b>.', startedAt: '' };

  it('has a row a run, and opens those that did not end as they should', () => {
    const text = markdown([...named(aRecord({ scenario: 'steady' }), failed()), notRun]);
    expect(text).toMatch(/^## ✗ refork: 2 runs of 3 did not end as they should\n/);
    expect(text).toContain('| steady | ✓ passed | 4 | 0 | 71 ms | 100 % |');
    expect(text).toContain('| leak | ✗ failed | 4 | 0 | 71 ms | 100 % |');
    expect(text).toContain('| crash | ✗ could not run | – | – | – | – |');
    expect(text).toContain('<details><summary>✓ steady: passed</summary>');
    expect(text).toContain('<details open><summary>✗ leak: failed</summary>');
    expect(text).toContain('**It could not be run.** Port 1 is taken.<br>Give &lt;b&gt;another&lt;/b&gt;.');
  });

  it('holds nothing against a run that the machine does not permit', () => {
    const text = markdown([...named(aRecord()), { ...notRun, skipped: true }]);
    expect(text).toMatch(/^## ✓ refork: all 2 runs ended as they should\n/);
    expect(text).toContain('| crash | – skipped | – | – | – | – |');
    expect(text).toContain('**It was skipped.** Port 1 is taken.');
  });

  it('has the distribution of what was observed where one scenario was repeated', () => {
    const runs = [30, 20, 70].map((ms) => aRecord({ checks: [refork({ status: 'pass', observed: ms })] }));
    const text = markdown(runs.map((record, i) => ({ name: `leak, run ${i + 1}`, record })));
    expect(text).toMatch(/^## ✓ refork: all 3 runs ended as they should\n/);
    expect(text).toContain('| refork | 3 of 3 | 20 | 30 | 70 | 1,000 | ms |');
    expect(text).toContain('<details><summary>✓ leak, run 2: passed</summary>');
    expect(md(aRecord(), aRecord({ scenario: 'crash' }))).not.toContain('median');
  });

  it('stays under the 1 MiB that GitHub takes, and leaves out none that went wrong before one that did not', () => {
    const short = [...Array.from({ length: 50 }, () => aRecord()), ...Array.from({ length: 15 }, () => failed())];
    const text = md(...short);
    expect(text.match(/<details open><summary>✗/g)).toHaveLength(15);
    expect(text).toContain('… and 45 more runs, told in their own folders.');
    const long = hostileRecord('|'.repeat(10_000));
    expect(Buffer.byteLength(md(...short, ...Array.from({ length: 50 }, () => long)))).toBeLessThan(1024 ** 2);
  });

  it('is in doubt where nothing failed', () => {
    const undecided = aRecord({ verdict: 'inconclusive', doubts: ['It was cut off.'] });
    expect(md(aRecord(), undecided)).toMatch(/^## \? refork: 1 run of 2 did not end/);
  });

  it('of none says so', () => expect(markdown([])).toBe('## refork: nothing was run\n'));
});

/** The markup of a text, without its words. */
function skeleton(text: string): unknown[] {
  const walk = (tokens: readonly Token[]): unknown[] =>
    tokens.flatMap((token): unknown[] => {
      if (token.type === 'text' || token.type === 'escape')
        return 'tokens' in token && token.tokens ? walk(token.tokens) : [];
      if (token.type === 'html') return [token.raw.replace(/>[^<]+</g, '><')];
      const inner = 'tokens' in token && token.tokens ? walk(token.tokens) : [];
      if (token.type !== 'table') return [[token.type, ...inner]];
      const rows = [token.header, ...token.rows] as { tokens: Token[] }[][];
      return [['table', ...rows.map((row) => row.map((cell) => walk(cell.tokens)))]];
    });
  return walk(marked.lexer(text));
}

describe('what a target says', () => {
  it('is never markup', () => {
    const harmless = skeleton(md(hostileRecord('word')));
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(printable(text) !== '');
        expect(skeleton(md(hostileRecord(text)))).toEqual(harmless);
      }),
      { numRuns: 300 },
    );
  });

  const entities = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'", '&#124;': '|' };
  const rendered = (text: string): string =>
    marked
      .parse(text, { async: false })
      .replace(/&(#\d+|\w+);/g, (entity) => entities[entity as keyof typeof entities] ?? entity)
      .trim();

  it('reads the same as it was written, in a paragraph and in a table', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(rendered(`x ${inline(text)} x`)).toBe(`<p>x ${printable(text)} x</p>`);
        const [cell, last] = [`<td>${printable(text)}</td>`, '<td>last</td>'];
        expect(rendered(table([{ head: 'a' }, { head: 'b' }], [[inline(text), 'last']]))).toContain(`${cell}\n${last}`);
      }),
      { numRuns: 500 },
    );
  });

  it.each([['```', '````x', '~~~'], ['<b>', '| a |', '\\`'], ['    # a', '- b'], []])(
    'stands in a block as it is: %j',
    (...lines) => {
      const [block, ...more] = marked.lexer(fenced(lines));
      expect(block).toMatchObject({ type: 'code', lang: 'text', text: lines.join('\n') });
      expect(more).toEqual([]);
    },
  );

  it('is cut where it is megabytes', () => {
    expect(md(hostileRecord('|'.repeat(10_000_000))).length).toBeLessThan(100_000);
  });
});
