import topLevelDomains from 'tlds' with { type: 'json' };

/** Where X sees a link, in UTF-16 units; `end` is exclusive. */
interface FoundUrl {
  readonly start: number;
  readonly end: number;
  readonly url: string;
}

// The rules are those of https://github.com/twitter/twitter-text, walked once from left to right instead of searched
// by a backtracking pattern. Its list of top-level domains ends in 2020; ours is kept up to date by a package.
// It runs in the dashboard too, so it asks nothing of Node.
const TOP_LEVEL_DOMAINS: ReadonlySet<string> = new Set([...topLevelDomains, 'onion']);
const LONGEST_DOMAIN = Math.max(...[...TOP_LEVEL_DOMAINS].map((domain) => domain.length));

const LONGEST_URL = 4096;
const LONGEST_LABEL = 63;
const LONGEST_TCO_SLUG = 40;

const SPACE = '\\s\\x85\\u180E';
const NEVER_IN_URL = '\\uFFFE\\uFEFF\\uFFFF\\u202A-\\u202E\\u061C\\u200E\\u200F\\u2066-\\u2069';
const LATIN =
  'a-z0-9\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u024F\\u0253\\u0254\\u0256\\u0257\\u0259\\u025B\\u0263\\u0268\\u026F\\u0272\\u0289\\u028B\\u02BB\\u0300-\\u036F\\u1E00-\\u1EFF';
const NOT_IN_LABEL = `!'#%&()*+,\\\\\\-./:;<=>?@\\[\\]^_{|}~$${SPACE}${NEVER_IN_URL}`;

const ANY_CHARACTER = `[^${NOT_IN_LABEL}]`;
const RUN = new RegExp(`${ANY_CHARACTER}+(?<slashes>://)?`, 'g');
const ANY_LABEL = new RegExp(`${ANY_CHARACTER}(?:(?:[-_]|${ANY_CHARACTER})*${ANY_CHARACTER})?`, 'y');
/** Without `https://`, X links what is in Latin letters only. */
const LATIN_RUN = new RegExp(`[-${LATIN}]+`, 'gi');
const LATIN_LABEL = new RegExp(`[-${LATIN}]+`, 'iy');
const NEVER_BEFORE_URL = /[A-Za-z0-9@＠$#＃\uFFFE\uFEFF\uFFFF]/;
const NEVER_BEFORE_BARE_URL = /[-_./]/;
const LEADING_ASCII = /[a-z0-9-]+/iy;
const PORT = /:[0-9]+/y;
const PATH_CHARACTER = new RegExp(`[${LATIN}\\u0400-\\u04FF!*';:=+,.$/%#\\[\\]\\-\\u2013_~@|&]`, 'i');
const PATH_END = new RegExp(`[${LATIN}\\u0400-\\u04FF+\\-=_#/]`, 'i');
const QUERY_CHARACTER = /[a-z0-9!?*'@();:&=+$/%#[\]\-_.,~|]/i;
const QUERY_END = /[a-z0-9\-_&=#/]/i;
const TCO = /^https?:\/\/t\.co\/(?<slug>[a-z0-9]+)(?:\?[a-z0-9!?*'@();:&=+$/%#[\]\-_.,~|]*[a-z0-9\-_&=#/])?/i;

/** Every link that X would see in the text, also `example.com` without a protocol. Time grows with the length only. */
export function findUrls(text: string): readonly FoundUrl[] {
  const found: FoundUrl[] = [];
  let from = 0;
  for (;;) {
    RUN.lastIndex = from;
    const run = RUN.exec(text);
    if (run === null) return found;
    const end = run.index + run[0].length;
    const links =
      run.groups?.['slashes'] === undefined
        ? bareLinks(text, startOfName(text, run.index, end, from), end)
        : linkWithProtocol(text, run.index, end);
    found.push(...links.urls.filter((each) => each.url.length <= LONGEST_URL));
    from = links.resumeAt;
  }
}

interface Links {
  readonly urls: readonly FoundUrl[];
  readonly resumeAt: number;
}

function linkWithProtocol(text: string, runStart: number, domainStart: number): Links {
  const none = { urls: [], resumeAt: domainStart - 1 };
  const protocol = /https?:\/\/$/i.exec(text.slice(Math.max(runStart, domainStart - 'https://'.length), domainStart));
  if (protocol === null) return none;
  const start = domainStart - protocol[0].length;
  const domainEnd = findDomain(text, domainStart, ANY_LABEL).end;
  if (NEVER_BEFORE_URL.test(text.charAt(start - 1)) || domainEnd === null) return none;
  const { end } = findTail(text, domainEnd);
  if (!isNameOnTheNet(text.slice(domainStart, domainEnd))) return { urls: [], resumeAt: end };
  const tco = TCO.exec(text.slice(start, end));
  if (tco === null) return { urls: [cut(text, start, end)], resumeAt: end };
  if ((tco.groups?.['slug'] ?? '').length > LONGEST_TCO_SLUG) return { urls: [], resumeAt: end };
  return { urls: [cut(text, start, start + tco[0].length)], resumeAt: end };
}

/** X wants one character before a link, which is not part of it: at the start of a text, or behind a link, it takes the run's own. */
function startOfName(text: string, runStart: number, runEnd: number, from: number): number {
  const mayStart = runStart > from || runStart === 0;
  if (mayStart && runStart > 0 && !NEVER_BEFORE_URL.test(text.charAt(runStart - 1))) return runStart;
  if (runStart === 0 && (runEnd === 1 || /[A-Za-z0-9＠＃]/.test(text.charAt(0)))) return 0;
  let at = runStart;
  while (at < runEnd && NEVER_BEFORE_URL.test(text.charAt(at))) at += 1;
  return at + 1;
}

function bareLinks(text: string, start: number, runEnd: number): Links {
  if (start >= runEnd) return { urls: [], resumeAt: runEnd };
  const domain = findDomain(text, start, ANY_LABEL);
  if (domain.end === null) return { urls: [], resumeAt: Math.max(beforeProtocol(text, domain.scannedTo), runEnd) };
  const tail = findTail(text, domain.end);
  const isLink = !NEVER_BEFORE_BARE_URL.test(text.charAt(start - 1)) && isNameOnTheNet(text.slice(start, domain.end));
  if (!isLink) return { urls: [], resumeAt: tail.end };
  const urls = latinDomains(text.slice(0, domain.end), start);
  const last = urls.at(-1);
  if (last?.end === domain.end && tail.hasPath) urls[urls.length - 1] = cut(text, last.start, tail.end);
  return { urls, resumeAt: tail.end };
}

/** A sentence that runs into `example.com` without a space makes a label that no name server would take. */
function isNameOnTheNet(domain: string): boolean {
  return domain.split('.').every((label) => label.length <= LONGEST_LABEL && encodedLength(label) <= LONGEST_LABEL);
}

/** What a URL cannot encode (an emoji sequence) leaves it as it was; X encodes that without a check. */
function encodedLength(label: string): number {
  const url = new URL('ws://x');
  url.hostname = label;
  return url.hostname.length;
}

/** A label with a hyphen may have run into the protocol of a link: `see-https://…`. */
function beforeProtocol(text: string, scannedTo: number): number {
  return text.startsWith('://', scannedTo) ? scannedTo - 'https'.length : scannedTo;
}

function latinDomains(text: string, start: number): FoundUrl[] {
  const found: FoundUrl[] = [];
  let from = start;
  for (;;) {
    LATIN_RUN.lastIndex = from;
    const run = LATIN_RUN.exec(text);
    if (run === null) return found;
    const { end, scannedTo } = findDomain(text, run.index, LATIN_LABEL);
    if (end !== null) found.push(cut(text, run.index, end));
    from = end ?? Math.max(scannedTo, run.index + run[0].length);
  }
}

function cut(text: string, start: number, end: number): FoundUrl {
  return { start, end, url: text.slice(start, end) };
}

/** The longest chain of labels that ends in a top-level domain, and how far the chain goes at all. */
function findDomain(
  text: string,
  start: number,
  label: RegExp,
): { readonly end: number | null; readonly scannedTo: number } {
  let end: number | null = null;
  let at = start;
  let isName = false;
  for (;;) {
    if (isName) end = findTopLevelEnd(text, at) ?? end;
    label.lastIndex = at;
    const found = label.exec(text)?.[0];
    if (found === undefined) return { end, scannedTo: at };
    if (text.charAt(at + found.length) !== '.') return { end, scannedTo: at + found.length };
    isName = !found.includes('_');
    at += found.length + 1;
  }
}

function findTopLevelEnd(text: string, at: number): number | null {
  LEADING_ASCII.lastIndex = at;
  const ascii = LEADING_ASCII.exec(text)?.[0].toLowerCase() ?? '';
  if (/^xn--./.test(ascii)) return at + ascii.length;
  if (ascii !== '') return TOP_LEVEL_DOMAINS.has(ascii) && endsHere(text, at + ascii.length) ? at + ascii.length : null;
  for (let length = Math.min(LONGEST_DOMAIN, text.length - at); length > 0; length -= 1) {
    const end = at + length;
    if (TOP_LEVEL_DOMAINS.has(text.slice(at, end)) && endsHere(text, end)) return end;
  }
  return null;
}

function endsHere(text: string, end: number): boolean {
  return !/[0-9a-zA-Z@+-]/.test(text.charAt(end));
}

/** Port, path and query behind a domain. */
function findTail(text: string, domainEnd: number): { readonly end: number; readonly hasPath: boolean } {
  PORT.lastIndex = domainEnd;
  const afterPort = domainEnd + (PORT.exec(text)?.[0].length ?? 0);
  const hasPath = text.charAt(afterPort) === '/';
  const afterPath = hasPath ? findPathEnd(text, afterPort + 1) : afterPort;
  return { end: text.charAt(afterPath) === '?' ? findQueryEnd(text, afterPath) : afterPath, hasPath };
}

function findPathEnd(text: string, start: number): number {
  let end = start;
  let at = start;
  for (;;) {
    if (text.charAt(at) === '(') {
      const closed = findParenthesesEnd(text, at);
      if (closed === null) return end;
      at = end = closed;
    } else if (PATH_CHARACTER.test(text.charAt(at))) {
      at += 1;
      if (PATH_END.test(text.charAt(at - 1))) end = at;
    } else return end;
  }
}

/** Behind a balanced pair, of at most two levels: `/Kawaraban_(newspaper)`. */
function findParenthesesEnd(text: string, open: number): number | null {
  const first = skipPathCharacters(text, open + 1);
  if (text.charAt(first) === ')') return first > open + 1 ? first + 1 : null;
  if (text.charAt(first) !== '(') return null;
  const second = skipPathCharacters(text, first + 1);
  if (text.charAt(second) !== ')' || second === first + 1) return null;
  const third = skipPathCharacters(text, second + 1);
  return text.charAt(third) === ')' ? third + 1 : null;
}

function skipPathCharacters(text: string, start: number): number {
  let at = start;
  while (at < text.length && PATH_CHARACTER.test(text.charAt(at))) at += 1;
  return at;
}

function findQueryEnd(text: string, questionMark: number): number {
  let end = questionMark;
  for (let at = questionMark + 1; at < text.length && QUERY_CHARACTER.test(text.charAt(at)); at += 1) {
    if (QUERY_END.test(text.charAt(at))) end = at + 1;
  }
  return end;
}
