/** The part of a report of Stryker's that is used here. */
export interface Report {
  files: Record<string, { source: string; mutants: Mutant[] }>;
}

interface Mutant {
  status: string;
  mutatorName: string;
  replacement?: string;
  location: { start: { line: number; column: number }; end: { line: number; column: number } };
}

export interface FileScore {
  file: string;
  mutants: number;
  killed: number;
  survivors: Survivor[];
}

/** A change that no test noticed. */
export interface Survivor {
  file: string;
  line: number;
  /** The line as it is, and what a part of it was replaced by. */
  code: string;
  replacement: string;
}

const dead = ['Killed', 'Timeout', 'RuntimeError', 'CompileError'];

/** What became of each file's mutants. Those that tests told to ignore are none. */
export const scoresOf = ({ files }: Report): FileScore[] =>
  Object.entries(files)
    .map(([file, { source, mutants }]) => {
      const lines = source.split('\n');
      const counted = mutants.filter(({ status }) => status !== 'Ignored');
      const survivors = counted
        .filter(({ status }) => !dead.includes(status))
        .map(({ location: { start }, replacement = '' }) => {
          const code = (lines[start.line - 1] ?? '').slice(start.column - 1).trim();
          return { file, line: start.line, code, replacement };
        });
      return { file, mutants: counted.length, killed: counted.length - survivors.length, survivors };
    })
    .sort((a, b) => (a.file < b.file ? -1 : 1));
