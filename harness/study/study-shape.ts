import { each, listOf, number, objectOf, oneOf, orMissing, orNull, text } from '../guard.js';

const status = oneOf(['pass', 'fail', 'inconclusive']);

const chart = objectOf({
  ...each(text, 'title', 'unit'),
  ticks: listOf(objectOf({ at: number, label: text })),
  panels: listOf(
    objectOf({
      title: text,
      limit: orNull(objectOf({ title: text, value: number })),
      curves: listOf(listOf(orNull(number))),
    }),
  ),
});

const shape = objectOf({
  ...each(text, 'scenario', 'story', 'startedAt'),
  durationMs: number,
  environment: objectOf({ ...each(text, 'node', 'platform', 'refork'), cpus: number }),
  options: objectOf({}),
  expectation: oneOf([null]),
  doubts: listOf(text),
  verdict: status,
  checks: listOf(
    objectOf({ ...each(text, 'name', 'unit', 'summary'), status, ...each(orNull(number), 'observed', 'limit') }),
  ),
  sections: listOf(
    objectOf({
      title: text,
      facts: orMissing(listOf(listOf(text))),
      table: orMissing(objectOf({ columns: listOf(objectOf({ head: text })), rows: listOf(listOf(text)) })),
      chart: orMissing(chart),
    }),
  ),
  runs: listOf(
    objectOf({
      ...each(text, 'step', 'record'),
      verdict: status,
      ...each(number, 'deaths', 'lost'),
      idleCores: orNull(number),
    }),
  ),
  interviews: listOf(
    objectOf({
      ...each(text, 'step', 'target'),
      workers: number,
      answers: listOf(objectOf({ ...each(text, 'path', 'body'), status: number })),
    }),
  ),
  toils: listOf(objectOf({ step: text, ...each(number, 'processes', 'donePerS') })),
  seal: orMissing(text),
});

/** The first thing that keeps a value from being the record of a study, or `null`. */
export const mistakeInStudy = (value: unknown): string | null => shape(value, '');
