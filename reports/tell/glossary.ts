/** A word of the field, in the forms in which it occurs, and what it means to who has never heard it. */
interface Entry {
  word: string;
  /** Without one, the word itself. */
  forms?: RegExp;
  meaning: string;
}

const entries: readonly Entry[] = [
  {
    word: 'primary',
    meaning: 'the process that is started first. It answers no request: it starts the workers, and looks after them.',
  },
  {
    word: 'worker',
    forms: /\bworkers?\b/i,
    meaning: 'a process that answers requests. All workers run the same program and share one port.',
  },
  {
    word: 'process',
    forms: /\bprocess(es)?\b/i,
    meaning: 'a running program, with memory of its own and a number, its pid.',
  },
  { word: 'fork', forms: /\bforks?\b/i, meaning: 'to start another process that runs the same program.' },
  {
    word: 'listen',
    forms: /\blistens?\b/i,
    meaning: 'to ask for the connections to a port, the number by which visitors find a server.',
  },
  { word: 'load', meaning: 'visitors who are not real: a program that sends request after request.' },
  {
    word: 'probe',
    forms: /\bprobes?\b/i,
    meaning: 'one small request on a fixed beat. Its answer, or its silence, tells whether the server is there.',
  },
  { word: 'fault', meaning: 'a mistake that is put into the workers on purpose, to see what comes of it.' },
  {
    word: 'leak',
    forms: /\bleaks?\b/i,
    meaning: 'memory that a program keeps although it needs it no more. It only ever grows.',
  },
  { word: 'ceiling', meaning: 'the most memory that a worker may have. Who crosses it has to go.' },
  {
    word: 'recycle',
    forms: /\brecycled?\b/i,
    meaning: 'to send a worker away in good order, because it has grown too big, and to put a fresh one in its place.',
  },
  {
    word: 'signal',
    forms: /\bSIG[A-Z0-9]+\b/,
    meaning: 'a short message to a process. SIGTERM asks it to end; SIGKILL ends it, and cannot be refused.',
  },
  {
    word: 'drain',
    forms: /\bdrain(s|ed)?\b/i,
    meaning: 'to take no new visitor, and to finish with those who are there.',
  },
  { word: 'exit code', meaning: 'the number with which a process ends. 0 means that all went well.' },
  { word: 'grace', meaning: 'the time that a worker has to leave by itself before it is killed.' },
  {
    word: 'refork',
    forms: /\breforks?\b/i,
    meaning: 'to fork a new worker because another is gone, or about to go. It is what keeps a cluster alive.',
  },
  { word: 'lost', meaning: 'a request whose connection ended before the answer came. A visitor sees an error.' },
  {
    word: 'stillborn',
    meaning: 'dead before it ever served. One may happen; one after the other is a crash loop.',
  },
  {
    word: 'ledger',
    meaning: 'the account of all requests: each stands in just one place, answered or lost or whatever became of it.',
  },
  {
    word: 'availability',
    meaning:
      'the share of the probes that were answered. 99 % sounds like much; it is 14 minutes a day without a server.',
  },
  { word: 'outage', forms: /\boutages?\b/i, meaning: 'a time in which no probe was answered at all.' },
  {
    word: 'orphan',
    forms: /\borphans?\b/i,
    meaning: 'a process that goes on although the one that started it is gone.',
  },
  {
    word: 'verdict',
    meaning:
      'what comes of all checks: passed, failed, or inconclusive, which is to say that something could not be shown.',
  },
];

/** Explains each word where it comes up first. */
export class Glossary {
  readonly #unknown = new Set(entries);

  /** What there is to explain in a text, in the order in which the words stand in it: `worker: a process that …`. */
  explain(text: string): string[] {
    const found: { at: number; entry: Entry }[] = [];
    for (const entry of this.#unknown) {
      const at = text.search(entry.forms ?? new RegExp(`\\b${entry.word}\\b`, 'i'));
      if (at < 0) continue;
      this.#unknown.delete(entry);
      found.push({ at, entry });
    }
    return found.sort((a, b) => a.at - b.at).map(({ entry: { word, meaning } }) => `${word}: ${meaning}`);
  }
}
