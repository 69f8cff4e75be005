import type { Format, OutputOptions, RunOptions } from '../run-options.js';

/** What the user asked for. */
export type Command =
  | { kind: 'list'; color: boolean }
  | { kind: 'run'; scenario: string; options: RunOptions; output: OutputOptions }
  | { kind: 'all'; options: RunOptions; output: OutputOptions }
  | { kind: 'matrix'; folders: readonly string[]; write?: string; output: OutputOptions }
  | { kind: 'check'; record: string; json: boolean; quiet: boolean; color: boolean }
  | { kind: 'report'; record: string; formats: readonly Format[]; out?: string; quiet: boolean; color: boolean }
  | {
      kind: 'grade';
      files: readonly string[];
      options: GradeOptions;
      out?: string;
      json: boolean;
      quiet: boolean;
      color: boolean;
    }
  | { kind: 'help' }
  | { kind: 'version' };

/** What a user may say of how a module is graded. */
export type GradeOptions = Pick<RunOptions, 'path' | 'port' | 'workers'>;
