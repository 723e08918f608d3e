// How tests run. `unit` and `hostile` need nothing but Node; `integration` starts real Postgres and Redis; `faults` kills things.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const minute = 60_000;

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{unit,golden}/**/*.test.ts'],
          // half of the time went into loading the same modules for each file; tests of plain functions leave no traces
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'hostile',
          include: ['tests/{hostile,browser}/**/*.test.ts'],
          testTimeout: minute,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/{contract,integration}/**/*.test.ts'],
          globalSetup: ['tests/support/shared-postgres.ts'],
          testTimeout: 3 * minute,
          hookTimeout: 2 * minute,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          testTimeout: 5 * minute,
          hookTimeout: 2 * minute,
          maxWorkers: 2,
        },
      },
    ],
  },
});
