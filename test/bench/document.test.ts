import { describe, expect, it } from 'vitest';
import { documentOf } from '../../bench/peers/document.js';
import { aResult, couldNotRun, notInstalled, ran, someFigures } from './a-result.js';

describe('the document about other supervisors', () => {
  it('says what it was made by, when, and on what, and names no host', () => {
    const text = documentOf([aResult('pm2')]);
    expect(text).toContain('Made by `npm run peers`');
    expect(text).toContain('2026-01-31 12:00');
    expect(text).toContain('2 CPUs (a CPU), 8,000 MB of memory, linux x64, Node v20.20.2');
  });

  it('has a row for each peer with its figures', () => {
    expect(documentOf([aResult('pm2')])).toContain('| pm2 | pass | 4 | 0 | 2 % | 0 ms | 0 ms, 12 ms |');
  });

  it('says in the row that a peer is not installed', () => {
    const text = documentOf([aResult('pm2', notInstalled())]);
    expect(text).toContain('| pm2 | not installed |');
    expect(text.split('## Versions')[1]).toContain('| pm2 | not installed |');
  });

  it('says in the row why a peer could not run, in one line', () => {
    expect(documentOf([aResult('pm2', couldNotRun('no | such port\nmore'))])).toContain(
      '| pm2 | could not run: no \\| such port |',
    );
  });

  it('says how many deaths were never answered', () => {
    const figures = someFigures({ exitToServingMs: null, neverReplaced: 2 });
    expect(documentOf([aResult('pm2', ran(figures))])).toContain('| 2 never |');
  });

  it("says what refork's fixture is best at, and what not", () => {
    const worse = someFigures({ lostPerDeath: 5, overshoot: 0.01 });
    const text = documentOf([aResult('refork'), aResult('pm2', ran(worse))]);
    expect(text).toContain('lost a death 0.00, the least of all (pm2: 5.00)');
    expect(text).toContain('over the ceiling 2 %, not the least (pm2: 1 %, at 5.00 lost a death)');
    expect(text).toContain('no other supervisor survives where it does not');
  });

  it('says so where another survives and it does not', () => {
    const failed = someFigures({ verdict: 'fail', notPassed: ['refork'] });
    const text = documentOf([aResult('refork', ran(failed)), aResult('pm2')]);
    expect(text).toContain('1 other passed where it did not: pm2');
  });
});
