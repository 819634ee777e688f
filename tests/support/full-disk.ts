import { spawnSync } from 'node:child_process';

/**
 * From now on the kernel takes no byte of the process for any file, as on a full disk (pipes and sockets work on):
 * https://man7.org/linux/man-pages/man2/getrlimit.2.html (RLIMIT_FSIZE)
 */
export function fillDisk(pid: number): void {
  limitFileSize(pid, '1');
}

export function makeRoom(pid: number): void {
  limitFileSize(pid, 'unlimited');
}

function limitFileSize(pid: number, soft: string): void {
  const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${soft}:`], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`prlimit failed: ${stderr}`);
}
