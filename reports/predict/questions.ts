/** What somebody thinks that a run will come to. */
export interface Prediction {
  deaths: number;
  noticed: boolean;
  lost: number;
}

/** A question, and how its answer is read. */
export interface Question<T> {
  /** What is asked, as it is printed. */
  text: string;
  /** What to write, for who wrote something else. */
  hint: string;
  /** `undefined` for what is no answer. */
  read(answer: string): T | undefined;
}

/** In the order in which they are asked. */
export const questions: { readonly [K in keyof Prediction]: Question<Prediction[K]> } = {
  deaths: {
    text: 'How many workers will die?',
    hint: 'Give a whole number, such as 3.',
    read: readCount,
  },
  noticed: {
    text: 'Will a visitor notice, by a request without an answer?',
    hint: 'Answer yes or no.',
    read: readYesOrNo,
  },
  lost: {
    text: 'How many requests will be lost?',
    hint: 'Give a whole number, such as 40.',
    read: readCount,
  },
};

function readCount(answer: string): number | undefined {
  const digits = answer.trim().replaceAll(/[,_ ]/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

function readYesOrNo(answer: string): boolean | undefined {
  const word = answer.trim().toLowerCase();
  if (word === 'yes' || word === 'y') return true;
  return word === 'no' || word === 'n' ? false : undefined;
}
