import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SABOTAGES } from './sabotage.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LONGEST_MS = 300_000;

const printed = z.strictObject({
  runs: z.number(),
  posts: z.number(),
  lost: z.number(),
  doubled: z.number(),
  unconfirmed: z.number(),
  faults: z.record(z.string(), z.number()),
});

interface Drilled {
  readonly code: number;
  readonly result: z.infer<typeof printed>;
  /** What went wrong in which run. */
  readonly story: string;
}

function drill(...options: readonly string[]): Promise<Drilled> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['build/chaos/run-chaos.js', '--json', ...options],
      { cwd: ROOT, maxBuffer: 16_000_000 },
      (error, stdout, story) => {
        const result = printed.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
        resolve({ code: error === null ? 0 : Number(error.code), result, story });
      },
    );
  });
}

/** The program itself, in processes that die, with everything around it breaking; 1,000 runs are `npm run chaos`. */
describe('whatever breaks', () => {
  beforeAll(() => {
    execFileSync('npm', ['run', '--silent', 'build:chaos'], { cwd: ROOT, stdio: 'inherit' });
  }, LONGEST_MS);

  it.each([
    ['sqlite', 18],
    ['postgres', 4],
  ])(
    'on %s nothing is lost, nothing doubled, and nobody has to be asked',
    async (engine, runs) => {
      const { code, result, story } = await drill('--runs', String(runs), '--seed', '11', '--engine', engine);
      expect({ code, ...result }, story).toMatchObject({ code: 0, runs, lost: 0, doubled: 0, unconfirmed: 0 });
    },
    LONGEST_MS,
  );

  it.each(SABOTAGES)(
    'without its protection (%s) the drill fails',
    async (kind) => {
      const { code, result } = await drill('--runs', '30', '--seed', '5', '--sabotage', kind, '--parallel', '1');
      expect(code).toBe(1);
      expect(result.lost + result.doubled).toBeGreaterThan(0);
    },
    LONGEST_MS,
  );
});
