import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** util-linux has the kernel end a program with its parent; other systems may lack it. */
const MORTAL = ['setpriv', '--pdeathsig', 'KILL'] as const;
const isThere = spawnSync(MORTAL[0], [...MORTAL.slice(1), 'true']).status === 0;

/** Starts a program that ends when we do, also when we are killed: https://man7.org/linux/man-pages/man2/pr_set_pdeathsig.2const.html */
export function spawnMortal(program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const [command, ...rest] = isThere ? [...MORTAL, program, ...args] : [program, ...args];
  return spawn(command, rest, options);
}
