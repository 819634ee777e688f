export interface Change {
  readonly kind: 'same' | 'gone' | 'new';
  readonly words: string;
}

/** Longer texts are compared as a whole: the table of words would be too large for a page. */
const MOST_WORDS = 1_500;

/** What became of a text, word by word: the longest common run of words stays. */
export function findChanges(before: string, after: string): readonly Change[] {
  const [a, b] = [split(before), split(after)];
  if (a.length > MOST_WORDS || b.length > MOST_WORDS)
    return [
      { kind: 'gone', words: before },
      { kind: 'new', words: after },
    ];
  return join(walk(a, b, lengths(a, b)));
}

/** Words, and what stands between them one by one; Japanese, which has no spaces, by its characters. */
function split(text: string): readonly string[] {
  return text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+|\s+|[\s\S]/gu) ?? [];
}

/** For each pair of ends, how many words the rests have in common. */
function lengths(a: readonly string[], b: readonly string[]): readonly Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row !== undefined) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  return table;
}

function walk(a: readonly string[], b: readonly string[], table: readonly Uint16Array[]): Change[] {
  const found: Change[] = [];
  const rest = (i: number, j: number): number => table[i]?.[j] ?? -1;
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const kind = a[i] === b[j] ? 'same' : rest(i + 1, j) >= rest(i, j + 1) ? 'gone' : 'new';
    found.push({ kind, words: (kind === 'new' ? b[j] : a[i]) ?? '' });
    if (kind !== 'new') i += 1;
    if (kind !== 'gone') j += 1;
  }
  return found;
}

function join(changes: readonly Change[]): readonly Change[] {
  const joined: Change[] = [];
  for (const { kind, words } of changes) {
    const last = joined.at(-1);
    if (last?.kind === kind) joined[joined.length - 1] = { kind, words: last.words + words };
    else joined.push({ kind, words });
  }
  return joined;
}
