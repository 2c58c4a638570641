import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    setupFiles: ['tests/support/fixed-seed.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    reporters: ['default', './tests/closing-line.ts'],
  },
});
