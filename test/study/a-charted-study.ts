import type { StudyRecord } from '../../harness/study/study-record.js';
import { aStudyRecord } from './a-study.js';

const chart = {
  title: 'Memory',
  unit: 'MB',
  ticks: [{ at: 1, label: 'Saturday' }],
  panels: [
    {
      title: 'a cluster',
      limit: { title: 'must go', value: 200 },
      curves: [
        [60, 120, 60],
        [60, 130, 70],
      ],
    },
    { title: 'one process', limit: null, curves: [[60, null, null]] },
  ],
};

/** A study of two panels: in one there are two curves and a limit, in the other one curve that ends. */
export function aChartedStudy(): StudyRecord {
  const [section = { title: '' }] = aStudyRecord().sections;
  return aStudyRecord({ sections: [{ ...section, chart }] });
}
