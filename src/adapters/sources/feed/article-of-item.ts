import type { Article, Publication } from '../../../domain/article.js';
import { lineOfHtml, readHtml } from '../../documents/html-text.js';
import { clipped, firstLine, linesOf, MAX_NAME, MAX_SUMMARY, MAX_TITLE } from '../../documents/plain-lines.js';
import { languageTag } from '../../documents/language-tag.js';
import { cleanLine, cleanText } from '../files/clean-text.js';
import { leadOf } from '../files/lead.js';
import { paragraphsOf } from '../files/paragraphs.js';
import { chooseImage } from './choose-image.js';
import { readEmbargo } from './embargo.js';
import type { FeedItem, FeedText } from './feed-item.js';
import { summaryOf, withoutBoilerplate, withoutCut } from '../../documents/summary.js';

const MAX_BODY = 200_000;
const MAX_GUID = 2_000;

/** What the feed says of every item that does not say otherwise. */
interface FeedDefaults {
  readonly title: string;
  readonly authors: readonly string[];
  readonly language: string | null;
}

/** An article as the ledger takes it, from what an item says. */
export function articleOfItem(item: FeedItem, feed: FeedDefaults): Article {
  const title = lineOf(item.title);
  const content = paragraphsIn(item.content);
  const description = paragraphsIn(item.description);
  const told = withoutBoilerplate(description.text, title, feed.title);
  const body = content.text === '' ? withoutCut(told) : withoutBoilerplate(content.text, title, feed.title);
  const summary = summaryOf(told, body);
  const { until, categories } = readEmbargo(item.embargo, linesOf(item.categories));
  const tags = categories.filter((category) => !NO_CATEGORY.test(category));
  const authors = linesOf(item.authors);
  return {
    url: item.url,
    guid: guidOf(item.guid),
    // An item may have a text alone: short messages do.
    title: clipped(title || leadOf(summary), MAX_TITLE),
    summary: clipped(summary, MAX_SUMMARY),
    body,
    authors: authors.length > 0 ? authors : feed.authors,
    publication: publicationOf(item.publication),
    section: firstLine(MAX_NAME, [item.section, ...tags]),
    tags,
    image: chooseImage(item, [...content.images, ...description.images]),
    language: languageTag(item.language) ?? feed.language,
    publishedAt: item.publishedAt,
    updatedAt: item.updatedAt,
    embargoUntil: until,
  };
}

/** One that is cut would be another's. */
function guidOf(written: string | null): string | null {
  const guid = cleanLine(written ?? '');
  return guid === '' || guid.length > MAX_GUID ? null : guid;
}

/** What WordPress calls the category of an article that has none, by the language of the site. */
const NO_CATEGORY =
  /^(?:uncategori[sz]ed|unkategorisiert|non classé(?:\(e\))?|sin categoría|sem categoria|senza categoria|geen categorie|okategoriserade|без рубрики|未分類|未分类|미분류)$/iu;

/** Markup goes; in plain text as in HTML a second layer of entities is decoded. */
export function lineOf(text: FeedText | null): string {
  if (text === null) return '';
  const value = text.value.slice(0, MAX_BODY);
  return lineOfHtml(text.isHtml ? value : value.replaceAll('<', '&lt;'));
}

function paragraphsIn(text: FeedText | null): ReturnType<typeof readHtml> {
  if (text === null) return { text: '', images: [] };
  const value = text.value.slice(0, MAX_BODY);
  if (!text.isHtml) return { text: paragraphsOf(cleanText(value)), images: [] };
  const read = readHtml(value);
  return ESCAPED_TWICE.test(read.text) ? readHtml(read.text) : read;
}

/** No article opens with a tag of a paragraph and closes it: this is HTML that was escaped once too often. */
const ESCAPED_TWICE = /^<(p|div|span|figure)\b[^<>]*>[^]*<\/\1>/;

function publicationOf(written: string | null): Publication | null {
  const name = firstLine(MAX_NAME, [written]);
  return name === null ? null : { name, url: null, x: null, facebook: null };
}
