import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { expect } from 'vitest';

const bundled = new Map<string, string>();

/** Runs one of several processes on one ledger, from its source in this folder; ends with the lines that it printed. */
export async function runRacer(source: string, ...args: readonly string[]): Promise<readonly string[]> {
  const racer = spawn(process.execPath, [bundle(source), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  racer.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(racer, 'close');
  expect(racer.exitCode).toBe(0);
  return output.split('\n').filter((line) => line !== '');
}

function bundle(source: string): string {
  const known = bundled.get(source);
  if (known !== undefined) return known;
  const name = basename(source, '.ts');
  execFileSync(process.execPath, ['scripts/bundle.mjs', join('build', name), join('tests/support', source)]);
  const made = join('build', name, `${name}.js`);
  bundled.set(source, made);
  return made;
}
