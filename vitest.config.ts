import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The drill takes longest and begins first, also where no earlier run tells so. */
class DrillFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isDrill = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/tests/chaos/');
    return (await super.sort(files)).sort((a, b) => Number(isDrill(b)) - Number(isDrill(a)));
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'queue/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/loopback-only.mjs', 'tests/support/fixed-seed.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    pool: 'forks',
    // A process for each file would load everything anew, 140 times.
    isolate: false,
    maxWorkers: 2,
    sequence: { sequencer: DrillFirst },
  },
});
