/** They say where a reader came from, whatever their value. Names with `at_` are those of AT Internet, as the BBC uses it. */
const TRACKING =
  /^(?:utm_\w+|(?:fb|g|d|y|tw|tt)clid|msclkid|gclsrc|[gw]braid|srsltid|mc_[ce]id|igshid?|mkt_tok|_hs(?:enc|mi)|xtor|s_cid|__twitter_impression|ns_(?:m?channel|source|campaign|linkname|fee)|at_(?:medium|campaign|content|term|format|type|creation|variant|network|channel|platform|bbc_team|ptr_name|link_(?:id|type|origin)|custom\d+|emailtype|send_date|recipient_(?:id|list)))$/i;

/** They name the page on one site and the way to it on another: there the value says that it was a feed. */
const AMBIGUOUS =
  /^(?:ref|source|src|from|via|origin|medium|campaign|traffic_source|partner|emc|n?cid|icid|cmp(?:id)?|smid|mbid|ito)$/i;
const FEED = /^(?:rss(?:[^a-z].*|nyt|feed)?|atom|feed)$/i;
/** The Daily Mail numbers its feeds. */
const NUMBERED = /^ito=\d+$/;

/**
 * A link of a feed for the readers of a post: the same page, without the parameters by which the feed counts its own
 * readers. What may name the page stays, and what stays is written as it was.
 */
export function withoutTracking(address: string): string {
  const [, page = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(address) ?? [];
  // A fragment is a place on the page, or nothing but tracking.
  const place = fragment.slice(1).split('&').every(isTracking) ? '' : fragment;
  return page + keptOf(query) + place;
}

/** `query` with its question mark, and what is kept of it, too. */
function keptOf(query: string): string {
  const parameters = query.slice(1).split('&');
  const kept = parameters.filter((parameter) => !isTracking(parameter));
  if (kept.length === parameters.length) return query;
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

/** `parameter`: `name=value`, as it is written; of HTML's ampersands the end may stand before it. */
function isTracking(parameter: string): boolean {
  const [, name = '', value = ''] = /^(?:amp;)?([^=]*)=(.*)$/s.exec(parameter) ?? [];
  return TRACKING.test(name) || (AMBIGUOUS.test(name) && FEED.test(value)) || NUMBERED.test(parameter);
}
