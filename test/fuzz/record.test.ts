import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { callReports, runReports } from '../../dist/reports/render.js';
import { exercised, loss, refork } from '../../harness/checks/index.js';
import { judge } from '../../harness/checks/verdict.js';
import { explain } from '../../harness/exit-status.js';
import { disagreement, readRecord, rejudge } from '../../harness/record/read-record.js';
import { judgeRepeated } from '../../harness/repeated.js';
import { plain } from '../../reports/terminal/style.js';
import { quietSummary, summary } from '../../reports/terminal/summary.js';
import { anEvidence } from '../a-record.js';
import { cases, unlessRefused } from './cases.js';
import { pathsOf, replaced } from './parts.js';

const folder = mkdtempSync(join(tmpdir(), 'refork-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'record.json');

const evidence = anEvidence();
const checks = [exercised({ deaths: 4 }), refork({ withinMs: 1000 }), loss({ perExit: 3 })];
const whole = { ...evidence, ...judge(evidence, checks) };
const text = JSON.stringify(whole);

/** Reads it, judges it and says it in every way there is. */
function useUp(content: string): void {
  writeFileSync(path, content);
  unlessRefused(() => {
    const saved = readRecord(path);
    const record = rejudge(saved);
    expect(explain(record)).toMatch(/\S/);
    disagreement(saved, record);
    judgeRepeated([record]);
    summary(record, plain, 80);
    quietSummary(record, plain, 80);
  });
}

const junk = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, 'x', '', -1, 0.5, 1e300, [], {}, [null], true),
  fc.jsonValue(),
);
const anyPath = fc.constantFrom(...pathsOf(whole));

test('a record with junk in the place of any of its parts is refused in words or judged all the same', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyPath, junk), { minLength: 1, maxLength: 3 }), (changes) => {
      const changed = changes.reduce((value: unknown, [where, instead]) => replaced(value, where, instead), whole);
      useUp(JSON.stringify(changed));
    }),
    cases,
  );
});

test('a record whose text was damaged anywhere is refused in words or judged all the same', () => {
  const damage = fc.tuple(
    fc.nat({ max: text.length }),
    fc.nat({ max: 40 }),
    fc.oneof(fc.string(), fc.constantFrom('0', '"', '}', '[', '-', '9e999')),
  );
  fc.assert(
    fc.property(damage, ([from, length, instead]) => useUp(text.slice(0, from) + instead + text.slice(from + length))),
    cases,
  );
});

test('anything else in the place of a record is refused in words', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (content) => {
      writeFileSync(path, content);
      expect(unlessRefused(() => readRecord(path))).toBeNull();
    }),
    cases,
  );
});

test('whatever is read can be rendered in every format', () => {
  fc.assert(
    fc.property(anyPath, junk, (where, instead) => {
      writeFileSync(path, JSON.stringify(replaced(whole, where, instead)));
      const record = unlessRefused(() => readRecord(path));
      if (record === null) return;
      for (const { render } of Object.values(runReports)) expect(render(record)).not.toBe('');
      for (const { render } of Object.values(callReports)) expect(render([{ name: 'leak', record }])).not.toBe('');
    }),
    { numRuns: Math.ceil(cases.numRuns / 10) },
  );
});
