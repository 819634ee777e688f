// Runs every check, two at a time, and says what each that fails has to say.
//   node scripts/check.mjs
import { spawn } from 'node:child_process';

const CHECKS = ['lint', 'typecheck', 'unused', 'format:check', 'boundaries'];
const AT_A_TIME = 2;

/** Ends with false when the check failed; its words are printed in one piece. */
function run(check) {
  return new Promise((resolve) => {
    const words = [];
    const running = spawn('npm', ['run', '--silent', check], { stdio: ['ignore', 'pipe', 'pipe'] });
    running.stdout.on('data', (chunk) => words.push(chunk));
    running.stderr.on('data', (chunk) => words.push(chunk));
    running.on('error', (error) => words.push(Buffer.from(`${check}: ${error.message}\n`)));
    running.on('close', (code) => {
      if (code !== 0) process.stderr.write(Buffer.concat(words));
      resolve(code === 0);
    });
  });
}

async function runInTurn(waiting) {
  let isWell = true;
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) isWell = (await run(check)) && isWell;
  return isWell;
}

const waiting = [...CHECKS];
const results = await Promise.all(Array.from({ length: AT_A_TIME }, () => runInTurn(waiting)));
process.exitCode = results.every(Boolean) ? 0 : 1;
