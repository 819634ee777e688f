import { cleanLine } from '../files/clean-text.js';

/** Where the root element of a feed begins, or in a string what the document is instead. */
export function findRoot(text: string): number | string {
  const begin = endOfProlog(text, 0);
  // A program's warnings may stand before the declaration.
  const declared = text.indexOf('<?xml', begin);
  const candidates = declared < 0 ? [begin] : [begin, endOfProlog(text, declared)];
  const root = candidates.find((at) => ROOT.test(text.slice(at, at + 100)));
  if (root !== undefined) return root;
  if (isHtml(text)) return `it is an HTML page${titleOf(text)}, not a feed`;
  const beginning = cleanLine(text.slice(begin, begin + 40));
  return beginning === '' ? 'it is empty' : `it is no feed: it begins with ${JSON.stringify(beginning)}`;
}

export function isHtml(text: string): boolean {
  const begin = endOfProlog(text, 0);
  return /<!doctype\s+html\b/i.test(text.slice(0, begin)) || HTML.test(text.slice(begin, begin + 100));
}

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

function titleOf(text: string): string {
  const title = cleanLine(/<title[^<>]*>([^<]{1,200})/i.exec(text.slice(0, 20_000))?.[1] ?? '');
  return title === '' ? '' : ` (${JSON.stringify(title)})`;
}
