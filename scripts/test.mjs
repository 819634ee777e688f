// Runs every test, and every check beside them with what the tests leave of the processors.
//   node scripts/test.mjs [what vitest takes]
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

/** Ends with whether it went well. */
function run(script, args, priority) {
  return new Promise((resolve) => {
    const running = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
    if (running.pid !== undefined && priority !== null) setPriority(running.pid, priority);
    running.on('error', () => resolve(false));
    running.on('close', (code) => resolve(code === 0));
  });
}

const [areTestsWell, areChecksWell] = await Promise.all([
  run('node_modules/vitest/vitest.mjs', ['run', ...process.argv.slice(2)], null),
  run('scripts/check.mjs', [], constants.priority.PRIORITY_BELOW_NORMAL),
]);
if (!areChecksWell) process.stderr.write('npm test: a check failed, see above (npm run check)\n');
process.exitCode = areTestsWell && areChecksWell ? 0 : 1;
