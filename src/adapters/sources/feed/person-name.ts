/** Each starts only where a word does, so that a long one is looked at once. */
const ADDRESS = /(?<![^\s@()<>[\],;"])[^\s@()<>[\],;"]+@[^\s@()<>[\],;"]+\.[^\s@()<>[\],;"]+/g;
const EDGES = /^[\s,;:–-]+|(?<![\s,;:–-])[\s,;:–-]+$/g;

/** `editor@example.com (Aiko Mori)`, `Aiko Mori <…>` or `By Aiko Mori` as a name; '' when there is an address or a link alone. */
export function personName(written: string): string {
  const words = written.trim().replace(/^by[:\s]\s*/i, '');
  if (/^https?:\/\/\S*$/i.test(words)) return '';
  if (!words.includes('@')) return words;
  const name = words
    .replace(ADDRESS, '')
    .replace(/<\s*>|\(\s*\)|\[\s*\]/g, '')
    .trim();
  return name.replace(/^[(<[](.*)[)>\]]$/, '$1').replace(EDGES, '');
}
