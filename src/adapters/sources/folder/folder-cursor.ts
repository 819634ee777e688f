import { z } from 'zod';

/** A file as it was when it was looked at: as long as both stay, nobody has written to it. */
const look = z.object({ name: z.string(), size: z.number(), mtimeMs: z.number() });
export type FileLook = z.infer<typeof look>;

const folderCursor = z.object({
  /** Handed over, and recorded now: they are to be moved. */
  taken: z.array(look),
  /** Not yet ready, and since when (ledger time) they look like this. */
  growing: z.array(look.extend({ since: z.number() })),
});
export type FolderCursor = z.infer<typeof folderCursor>;

/** Null at the first meeting. */
export function readFolderCursor(text: string | null): FolderCursor | null {
  return text === null || text === '' ? null : folderCursor.parse(JSON.parse(text));
}

export function looksTheSame(one: FileLook, other: FileLook): boolean {
  return one.name === other.name && one.size === other.size && one.mtimeMs === other.mtimeMs;
}
