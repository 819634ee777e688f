import { foldAddress, isSameSite } from '../../application/fold-address.js';
import type { Article } from '../../domain/article.js';
import { readEmbargo } from '../sources/feed/embargo.js';
import type { PageFacts } from './read-page.js';

/** An article of which only its page is known: its text stays on the page. */
export function articleOfPage(facts: PageFacts, pageUrl: string | null): Article {
  const { until, categories } = readEmbargo(null, facts.tags);
  return {
    url: linkOf(facts, pageUrl),
    guid: null,
    title: facts.title ?? '',
    summary: facts.summary ?? '',
    body: '',
    authors: facts.authors,
    publication: facts.siteName === null ? null : { name: facts.siteName, url: null, x: null, facebook: null },
    section: facts.section,
    tags: categories,
    image: facts.image === null ? null : { url: facts.image.url, alt: facts.image.alt, credit: null },
    language: facts.language,
    publishedAt: facts.publishedAt,
    updatedAt: facts.updatedAt,
    embargoUntil: until,
  };
}

/** What themes say in `og:url` and linked data may be any page (ADR 25); a link to another site, or home, is no article's. */
function linkOf({ canonicalLink }: PageFacts, pageUrl: string | null): string | null {
  if (canonicalLink === null || pageUrl === null) return canonicalLink ?? pageUrl;
  return isSameSite(canonicalLink, pageUrl) && foldAddress(canonicalLink) !== null ? canonicalLink : pageUrl;
}
