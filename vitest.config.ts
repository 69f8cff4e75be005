import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // Whole runs load two cores by themselves, so files run one after the other.
    fileParallelism: false,
    testTimeout: 60_000,
    reporters: ['default', './test/closing-line.ts'],
  },
});
