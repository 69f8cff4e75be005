import type { CheckResult, RunRecord } from '../../../harness/record.js';
import { el } from '../dom.js';
import { badge } from './status.js';

/** Every check with its sentence, what it observed and its limit; what failed comes first. */
export function checksSection({ checks, expectation }: RunRecord): HTMLElement {
  const rank = { fail: 0, inconclusive: 1, pass: 2 };
  const sorted = checks.toSorted((a, b) => rank[a.status] - rank[b.status]);
  return el(
    'section',
    { id: 'checks' },
    el('h2', {}, 'Checks'),
    el('ul', { class: 'checks' }, ...sorted.map((check) => item(check, expectation?.fails === check.name))),
  );
}

function item({ name, status, summary, observed, limit, unit }: CheckResult, isExpected: boolean): HTMLElement {
  return el(
    'li',
    { class: status },
    badge(status),
    el('b', { class: 'name' }, name),
    el(
      'span',
      { class: 'summary' },
      summary,
      isExpected && status === 'fail' ? ' This is what the control was to show.' : '',
    ),
    el(
      'span',
      { class: 'limit figure dim' },
      ...(observed === null ? [] : [`${figure(observed)}${limit === null ? '' : ` against ${figure(limit)}`} ${unit}`]),
    ),
  );
}

const short = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const figure = (n: number): string => short.format(n);
