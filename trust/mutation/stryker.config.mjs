import { fileURLToPath } from 'node:url';
import { areas } from './areas.mjs';

const area = process.env.MUTATION_AREA ?? 'verdict';

export default {
  mutate: areas[area],
  plugins: [fileURLToPath(new URL('./node_modules/@stryker-mutator/vitest-runner/dist/src/index.js', import.meta.url))],
  testRunner: 'vitest',
  vitest: { configFile: 'trust/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // TypeScript 7 has not the API with which Stryker would rewrite the paths in it; none of them leaves the project.
  tsconfigFile: 'none.json',
  // Stryker leaves folders named reports out unless told otherwise.
  ignorePatterns: ['!/reports', 'dist', 'runs', 'bench', 'docs', 'trust/mutation/node_modules'],
  disableTypeChecks: false,
  warnings: { slow: false },
  reporters: ['json'],
  jsonReporter: { fileName: `runs/mutation/${area}.json` },
  cleanTempDir: 'always',
  // What was killed stays so until its code or the test that killed it changes.
  incremental: true,
  incrementalFile: `runs/mutation/${area}.incremental.json`,
};
