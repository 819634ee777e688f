import type { Publication } from '../../../domain/article.js';
import { isSocial } from './find-publication.js';
import type { TailLink } from './press-tail.js';

/**
 * The article's own link, or null: one that is labelled as such above the text, or one deep link on the publication's
 * own host. Home pages, profiles and other sites are never taken, and nothing is chosen among several.
 */
export function findArticleUrl(
  title: string,
  publication: Publication | null,
  headLinks: readonly string[],
  tailLinks: readonly TailLink[],
): string | null {
  const labelled = headLinks
    .filter((text) => /^(?:url|link|canonical|リンク)\s*[:：]/iu.test(text))
    .map(addressIn)
    .find((url) => pathOf(url) !== '/');
  if (labelled !== undefined) return labelled;
  const home = publication?.url ?? null;
  if (home === null) return null;
  const ownHost = hostOf(home);
  const addresses = [
    ...headLinks.map(addressIn),
    ...tailLinks.filter((link) => !isSocial(link)).map(({ url }) => url),
  ].filter((url) => URL.canParse(url) && hostOf(url) === ownHost);
  const own = new Set(addresses.filter((url) => namesTitle(url, title)));
  const deep = new Set(addresses.filter(isDeep));
  return onlyOne(own) ?? (own.size === 0 ? onlyOne(deep) : null);
}

function addressIn(text: string): string {
  return /https?:\/\/\S+$/.exec(text)?.[0] ?? '';
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : '/';
}

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '');
}

/** Two path segments and more, and no list of articles. */
function isDeep(url: string): boolean {
  const segments = pathOf(url).split('/').filter(Boolean);
  if (segments.length < 2 || /^(?:category|tag|tags|section|topics?|author|about|page)$/i.test(segments[0] ?? ''))
    return false;
  return /\d|-[^-]+-/.test(segments.at(-1) ?? '');
}

/** A longer title is refused in the end. */
const LONGEST_TITLE = 1_000;

/** Half of the title's longer words stand in the last segment. */
function namesTitle(url: string, title: string): boolean {
  const slug =
    pathOf(url)
      .split('/')
      .filter(Boolean)
      .at(-1)
      ?.toLowerCase()
      .split(/[^\p{L}\p{N}]+/u) ?? [];
  const words =
    title
      .slice(0, LONGEST_TITLE)
      .toLowerCase()
      .match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  return words.length >= 2 && words.filter((word) => slug.includes(word)).length >= words.length / 2;
}

function onlyOne(values: ReadonlySet<string>): string | null {
  return values.size === 1 ? ([...values][0] ?? null) : null;
}
