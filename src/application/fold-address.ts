/** Says where the reader came from, not which page it is. */
const TRACKING =
  /^(utm_.*|ns_.*|at_.*|(fb|g|d|y|tw|tt)clid|msclkid|gclsrc|[gw]braid|mc_[ce]id|igshid?|ito|ref|ref_src|source|cmpid|cmp|smid|partner|xtor|s_cid|icid|mkt_tok|_hs(enc|mi)|__twitter_impression)$/i;
/** The same page for a telephone. */
const AMP_PARAMETER = /^(amp|outputtype)$/i;

/** As HTML writes an ampersand, also twice; left as it is, what follows `&#038;` is a fragment and names nothing. */
const AMPERSAND_IN_HTML = /&(?:amp;|#0?38;)+/gi;

/**
 * One text for all the ways to write a page's address, for comparison alone: without scheme, `www.`, `m.` and `amp.`,
 * default port, `index.html`, AMP marks, trailing slash, fragment and tracking parameters, the rest of the query sorted.
 * Null where the address names no page: another scheme, or a home page.
 */
export function foldAddress(address: string): string | null {
  const meant = address.replace(AMPERSAND_IN_HTML, '&');
  if (!URL.canParse(meant)) return null;
  const url = new URL(meant);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const path = foldPath(url.pathname);
  const query = foldQuery(url.searchParams);
  return path === '' && query === '' ? null : `${foldHost(url.host)}${path}${query}`;
}

/** Whether one newsroom has both: the same host but for `www.` and the like, or a part of it. */
export function isSameSite(one: string, other: string): boolean {
  const [host, otherHost] = [one, other].map((address) => foldHost(new URL(address).hostname)) as [string, string];
  return host === otherHost || host.endsWith(`.${otherHost}`) || otherHost.endsWith(`.${host}`);
}

function foldHost(host: string): string {
  const bare = host.replace(/^(?:www|m|amp)\.(?=[^.]+\.[^.])/, '');
  return bare === host ? host : foldHost(bare);
}

function foldPath(path: string): string {
  return path
    .replace(/%[0-9a-f]{2}/gi, foldEscape)
    .replace(/\/{2,}/g, '/')
    .replace(/^\/amp(?=\/.)/, '')
    .replace(/\/index\.(?:html?|php)$/i, '/')
    .replace(/(?:\/amp\/?|\.amp(?:\.html?)?)$/i, '')
    .replace(/\/index\.(?:html?|php)$/i, '/')
    .replace(/\/+$/, '');
}

/** `%7e` is `~`, and `%c3` is `%C3`: https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2 */
function foldEscape(escape: string): string {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
}

/** WordPress names a post by `?p=ID`, with its type beside it or not: https://developer.wordpress.org/reference/functions/wp_get_shortlink/ */
function foldQuery(parameters: URLSearchParams): string {
  const kept = [...parameters]
    .filter(([name]) => !TRACKING.test(name) && !AMP_PARAMETER.test(name))
    .filter(([name]) => name !== 'post_type' || !parameters.has('p'))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}
