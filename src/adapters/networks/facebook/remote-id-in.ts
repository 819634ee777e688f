/** The simulator's Page is on this machine. */
const HOST = /^(?:(?:[\w-]+\.)*facebook\.com|fb\.com|localhost|127\.0\.0\.1|\[::1\])$/i;

/**
 * The id in the address of a post: `<page>_<number>` where it stands so, else the number alone, which means one of the
 * Page it is used with. The number before it in a permalink is no help: it may be the id of a profile, which differs
 * from the Page's. An address with a `pfbid…` says nothing.
 */
export function remoteIdIn(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, pathname, searchParams } = new URL(address);
  if (!/^https?:$/.test(protocol) || !HOST.test(hostname)) return null;
  const path = pathname.replace(/\/+$/, '');
  const whole = /\/(\d+_\d+)$/.exec(path)?.[1];
  const inPath = /\/posts\/(?:[^/]+\/)?(\d+)$/.exec(path)?.[1];
  const inQuery = /^\d+$/.exec(searchParams.get('story_fbid') ?? '')?.[0];
  return whole ?? inPath ?? inQuery ?? null;
}

/** As the Graph API takes it. */
export function wholePostId(remoteId: string, pageId: string): string {
  return remoteId.includes('_') ? remoteId : `${pageId}_${remoteId}`;
}
