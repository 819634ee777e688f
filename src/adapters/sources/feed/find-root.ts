import { cleanLine } from '../files/clean-text.js';

/** Where the root element of a feed begins, or in a string what the document is instead. */
export function findRoot(text: string): number | string {
  const begin = endOfProlog(text, 0);
  if (isRoot(text, begin)) return begin;
  if (isHtml(text)) return `it is an HTML page${titleOf(text)}, not a feed`;
  // A program's warnings may stand before the declaration.
  const declared = WARNED.exec(text.slice(begin, begin + MAX_WARNINGS));
  const root = declared === null ? -1 : endOfProlog(text, begin + declared.index);
  if (isRoot(text, root)) return root;
  const beginning = cleanLine(text.slice(begin, begin + 40));
  return beginning === '' ? 'it is empty' : `it is no feed: it begins with ${JSON.stringify(beginning)}`;
}

export function isHtml(text: string): boolean {
  const begin = endOfProlog(text, 0);
  return /<!doctype\s+html\b/i.test(text.slice(0, begin)) || HTML.test(text.slice(begin, begin + 100));
}

const MAX_WARNINGS = 10_000;
const WARNED = /<\?xml\s|<(?:rss|feed|rdf:rdf)\s/i;
const ROOT = /^<(?:[\w.-]+:)?(?:rss|feed|rdf)[\s/>]/i;
/** What pages begin with that leave out the DOCTYPE, and fragments of pages. */
const HTML = /^<(?:html|head|body|title|meta|link|script|style|main|article|div|h1|p)[\s/>]/i;
/** White space, declarations, comments, and a DOCTYPE with all that it declares: nothing of it is read. */
const PROLOG = /\s+|<\?[^]*?\?>|<!--[^]*?-->|<!doctype\b[^[>]*(?:\[[^]*?\]\s*)?>/iy;

function endOfProlog(text: string, start: number): number {
  PROLOG.lastIndex = start;
  let end = start;
  while (PROLOG.test(text)) end = PROLOG.lastIndex;
  return end;
}

function isRoot(text: string, at: number): boolean {
  return at >= 0 && ROOT.test(text.slice(at, at + 100));
}

function titleOf(text: string): string {
  const title = cleanLine(/<title[^<>]*>([^<]{1,200})/i.exec(text.slice(0, 20_000))?.[1] ?? '');
  return title === '' ? '' : ` (${JSON.stringify(title)})`;
}
