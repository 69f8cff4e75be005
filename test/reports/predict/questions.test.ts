import { expect, it } from 'vitest';
import { questions } from '../../../reports/predict/questions.js';

it.each([
  ['7', 7],
  [' 1,000 ', 1000],
  ['0', 0],
  ['seven', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['', undefined],
  ['9'.repeat(30), undefined],
])('a count is read from "%s"', (answer, read) => expect(questions.deaths.read(answer)).toBe(read));

it.each([
  ['yes', true],
  ['Y', true],
  [' no', false],
  ['maybe', undefined],
  ['', undefined],
])('yes or no is read from "%s"', (answer, read) => expect(questions.noticed.read(answer)).toBe(read));
