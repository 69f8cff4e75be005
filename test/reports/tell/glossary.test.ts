import { describe, expect, it } from 'vitest';
import { Glossary } from '../../../reports/tell/glossary.js';

const wordsOf = (explained: string[]): string[] => explained.map((each) => each.slice(0, each.indexOf(':')));

describe('the glossary', () => {
  it('explains each word where it comes up first, in the order in which the words stand', () => {
    const glossary = new Glossary();
    expect(wordsOf(glossary.explain('The primary forks worker 1.'))).toEqual(['primary', 'fork', 'worker']);
    expect(wordsOf(glossary.explain('The primary forks worker 2, which drains.'))).toEqual(['drain']);
    expect(glossary.explain('Worker 2 drained.')).toEqual([]);
  });

  it('knows a word in its forms, and none inside another', () => {
    expect(wordsOf(new Glossary().explain('It reforks after SIGKILL.'))).toEqual(['refork', 'signal']);
    expect(wordsOf(new Glossary().explain('It forks.'))).toEqual(['fork']);
    expect(new Glossary().explain('Nobody is overloaded by homeworkers.')).toEqual([]);
  });
});
