/**
 * Namespaces and the prefix under which this project knows them. The words of RSS, RDF's RSS and Atom do not clash, so
 * they are read as one vocabulary without a prefix: feeds mix them freely.
 */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['www.w3.org/2005/atom', ''],
  ['purl.org/atom/ns', ''],
  ['purl.org/rss/1.0', ''],
  ['purl.org/net/rss1.1', ''],
  ['my.netscape.com/rdf/simple/0.9', ''],
  ['channel.netscape.com/rdf/simple/0.9', ''],
  ['backend.userland.com/rss2', ''],
  ['purl.org/dc/elements/1.0', 'dc'],
  ['purl.org/dc/elements/1.1', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['search.yahoo.com/mrss', 'media'],
  ['www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['rssnamespace.org/feedburner/ext/1.0', 'feedburner'],
  ['www.w3.org/1999/xhtml', 'xhtml'],
]);

/** Prefixes that mean the same without, or with an unknown, declaration. */
const PLAIN_PREFIXES: ReadonlySet<string> = new Set(['', 'atom', 'atom10', 'a10', 'rss', 'rdf']);

/** The prefixes that are declared at one place of the document, and what they stand for. */
export type Scope = ReadonlyMap<string, string>;

export const OUTERMOST: Scope = new Map();

/** The scope within an element with these attributes. */
export function scopeWithin(scope: Scope, attributes: Readonly<Record<string, string>>): Scope {
  let inner: Map<string, string> | null = null;
  for (const name in attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    inner ??= new Map(scope);
    inner.set(name.slice(6), prefixOf(attributes[name] ?? '', name.slice(6)));
  }
  return inner ?? scope;
}

function prefixOf(address: string, written: string): string {
  const folded = address
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/#]+$/, '');
  if (folded.startsWith('prismstandard.org/namespaces/')) return 'prism';
  return PREFIXES.get(folded) ?? written;
}

/** `DC:Creator`, `x:creator` or plain `creator` as the vocabulary has it: `dc:creator`. */
export function canonicalName(written: string, scope: Scope): string {
  const colon = written.indexOf(':');
  const prefix = colon < 0 ? '' : written.slice(0, colon);
  const meant = scope.get(prefix) ?? prefix;
  const local = written.slice(colon + 1);
  return PLAIN_PREFIXES.has(meant) ? local : `${meant}:${local}`;
}
