/** Names of WordPress and newsroom housekeeping that tell a reader nothing. */
const MEANINGLESS = new Set(['news', 'uncategorized', 'featured']);
/** Longer ones are phrases that nobody reads or follows. */
const LONGEST = 30;

/** `#ForeignPolicy` from "foreign policy", in any script; '' when no sound hashtag can be made of it. */
export function hashtag(tag: string): string {
  const words = tag
    .normalize('NFC')
    .replace(/['’`.&]/gu, '')
    .split(/[^\p{L}\p{M}\p{Nd}]+/u)
    .filter((word) => word !== '');
  const name = words.length === 1 ? (words[0] ?? '') : words.map(capitalize).join('');
  const sound = /\p{L}/u.test(name) && name.length <= LONGEST && !MEANINGLESS.has(name.toLowerCase());
  return sound ? `#${name}` : '';
}

/** The first `count` sound hashtags, none twice, with a space between them. */
export function hashtags(tags: readonly string[], count = Infinity): string {
  const byName = new Map<string, string>();
  for (const made of tags.map(hashtag))
    if (made !== '' && !byName.has(made.toLowerCase())) byName.set(made.toLowerCase(), made);
  return [...byName.values()].slice(0, count).join(' ');
}

function capitalize(word: string): string {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length);
}
