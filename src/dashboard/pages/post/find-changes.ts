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

/** Words with the space behind them; Japanese, which has none, by its characters. */
function split(text: string): readonly string[] {
  return (
    text.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+\s*|\s+/gu,
    ) ?? []
  );
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
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [gone, fresh] = [a[i], b[j]];
    if (gone !== undefined && gone === fresh) {
      found.push({ kind: 'same', words: gone });
      i += 1;
      j += 1;
    } else if (fresh === undefined || (gone !== undefined && (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))) {
      found.push({ kind: 'gone', words: gone ?? '' });
      i += 1;
    } else {
      found.push({ kind: 'new', words: fresh });
      j += 1;
    }
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
