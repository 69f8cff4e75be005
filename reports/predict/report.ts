import { wrap } from '../../harness/words/wrap.js';
import type { Style } from '../terminal/style.js';
import { table } from '../terminal/table.js';
import type { Comparison } from './compare.js';

/** A prediction beside what happened, kindly. */
export function predictionReport(comparisons: readonly Comparison[], style: Style, columns = 100): string {
  const heads = [
    { head: '' },
    { head: 'you said', align: 'right' as const },
    { head: 'it was', align: 'right' as const },
    { head: '' },
    { head: 'why' },
  ];
  const rows = comparisons.map(({ about, said, was, hit, remark }) => [
    subjects[about],
    said,
    was,
    mark(hit, style),
    remark,
  ]);
  return [
    style.bold('What you said, and what happened'),
    ...table(heads, rows, style, columns),
    '',
    ...wrap(closing(comparisons), columns),
    '',
  ].join('\n');
}

const subjects = { deaths: 'workers that die', noticed: 'a visitor notices', lost: 'requests lost' };

function mark(hit: Comparison['hit'], style: Style): string {
  if (hit === 'right') return style.good('✓ right');
  return hit === 'close' ? style.good('≈ close') : style.unsure('→ a surprise');
}

function closing(comparisons: readonly Comparison[]): string {
  const surprises = comparisons.filter(({ hit }) => hit === 'wide').length;
  if (surprises === 0) return 'You saw it coming. Change one thing, such as --workers or --rate, and say again.';
  return `${surprises === 1 ? 'One thing was' : `${surprises} things were`} other than you thought. That is where there is something to learn: look at it in report.html.`;
}
