import { lstat, mkdir, rename, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';

/** Into `done/`, or into `failed/` with the reason beside it. Takes no other file's place. */
export async function moveFile(
  folder: string,
  name: string,
  to: 'done' | 'failed',
  reason: string | null,
): Promise<void> {
  const target = join(folder, to);
  await mkdir(target, { recursive: true });
  if (!(await lstat(target)).isDirectory())
    throw Object.assign(new Error(`${target} leads elsewhere`), { code: 'ELOOP' });
  const free = await findFreeName(target, name);
  // The reason first: a file that is killed in between stays, and is moved the next time.
  if (reason !== null) await writeFile(join(target, `${free}.reason.txt`), `${reason}\n`);
  await rename(join(folder, name), join(target, free));
}

/** File systems take 255 bytes, and the reason's name is longer than the file's. */
const LONGEST_BYTES = 200;

async function findFreeName(folder: string, name: string): Promise<string> {
  const { name: whole, ext: ending } = parse(name);
  const isLong = Buffer.byteLength(name) > LONGEST_BYTES;
  const [stem, ext] = isLong ? [whole.slice(0, 40), ending.slice(0, 10)] : [whole, ending];
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? `${stem}${ext}` : `${stem}-${number}${ext}`;
    if (!(await exists(join(folder, candidate)))) return candidate;
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
