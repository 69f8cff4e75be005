import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../harness/record.js';
import { compare, outcomeOf } from '../../../reports/predict/compare.js';
import { predictionReport } from '../../../reports/predict/report.js';
import { plain } from '../../../reports/terminal/style.js';
import { aDeathWithoutRefork, aRecord } from '../../a-record.js';
import type { Part } from '../../merge.js';

const said = { deaths: 4, noticed: false, lost: 0 };
const hits = (part: Part<RunRecord>, prediction = said) => compare(prediction, aRecord(part)).map(({ hit }) => hit);
const remarks = (part: Part<RunRecord>) => compare(said, aRecord(part)).map(({ remark }) => remark);

describe('what a run came to', () => {
  it('counts the deaths that the record had no room for', () => {
    expect(outcomeOf(aRecord({ leftOut: { deaths: 3 } })).deaths).toBe(7);
  });

  it.each<[string, Part<RunRecord>]>([
    ['a lost request', { ledger: { lost: 1 } }],
    ['a request without an answer in time', { ledger: { timedOut: 1 } }],
    ['a refused connection', { ledger: { refused: 1 } }],
    ['a failed probe', { prober: { failed: 1 } }],
  ])('a visitor notices %s', (_, part) => expect(outcomeOf(aRecord(part)).noticed).toBe(true));

  it('and nothing of a worker that has finished with them first', () => {
    expect(outcomeOf(aRecord())).toEqual(said);
  });
});

describe('a prediction', () => {
  it('is right, close by one or by a quarter, or wide of it', () => {
    expect(hits({})).toEqual(['right', 'right', 'right']);
    expect(hits({}, { deaths: 5, noticed: true, lost: 1 })).toEqual(['close', 'wide', 'close']);
    expect(hits({ ledger: { lost: 100 } }, { deaths: 9, noticed: true, lost: 75 })).toEqual(['wide', 'right', 'close']);
  });

  it('is given the reasons, with figures to reckon with', () => {
    expect(remarks({})).toEqual([
      'The fault was on for 7.0 s: a death every 1.8 s.',
      'Each of 500 probes was answered, and no request was lost.',
      'None of 20,020 requests: who went had finished with its visitors first.',
    ]);
    expect(remarks({ ledger: { lost: 80 }, prober: { failed: 5 } }).slice(1)).toEqual([
      '5 of 505 probes and 0.4 % of all requests had no answer.',
      '20.0 a death, and there were 20 connections to lose.',
    ]);
  });

  it('is given reasons too where nothing happened, or not in the usual way', () => {
    expect(remarks({ deaths: [], settings: { fault: null } })[0]).toBe('There was no fault to die of.');
    expect(remarks({ deaths: [] })[0]).toBe('The fault was on, and nobody died of it.');
    expect(remarks({ deaths: [], ledger: { lost: 2 } })[2]).toBe('2 of 20,022 requests, without a death.');
    expect(remarks({ ledger: { refused: 2 } })[1]).toBe('2 connections were refused: nobody was there.');
    expect(remarks({ deaths: [aDeathWithoutRefork()] })[0]).toBe('The fault was on for 7.0 s: one death.');
    const cutShort = { phases: { faultFromMs: 300, faultUntilMs: 300 } };
    expect(remarks(cutShort)[0]).toBe('The run was over before the fault began.');
  });
});

describe('the report of a prediction', () => {
  it('has both figures side by side', () => {
    const text = predictionReport(compare({ deaths: 1, noticed: false, lost: 0 }, aRecord()), plain);
    expect(text).toMatch(/workers that die +1 +4 +→ a surprise +The fault was on for 7\.0 s/);
    expect(text).toMatch(/a visitor notices +no +no +✓ right/);
    expect(text).toContain('One thing was other than you thought.');
  });

  it('praises who saw it coming', () => {
    expect(predictionReport(compare(said, aRecord()), plain)).toContain('You saw it coming.');
  });
});
