import type { Article, ArticleImage, Publication } from '../../../domain/article.js';
import { latestKnown } from '../../../domain/latest.js';
import { isEmbargoTag } from '../feed/embargo.js';
import { splitNames } from './byline.js';
import type { Fields } from './fields.js';
import { leadOf } from './lead.js';

export const TITLE_KEYS = ['title', 'headline'];
export const URL_KEYS = ['url', 'link', 'canonical', 'canonicalUrl', 'permalink'];
const CATEGORY_KEYS = ['section', 'category', 'categories'];
const TAG_KEYS = ['tags', 'keywords'];

/** What the text around the fields said, for what the fields leave open. */
interface Surroundings {
  readonly title: string | null;
  readonly body: string;
  readonly authors: readonly string[];
  readonly publication: Publication | null;
  readonly tags: readonly string[];
  readonly url: string | null;
  readonly publishedAt: Date | null;
  readonly embargoUntil: Date | null;
}

export function articleOfFields(fields: Fields, around: Surroundings): Article {
  const title = fields.text(...TITLE_KEYS) ?? around.title;
  if (title === null) throw fields.expected(TITLE_KEYS, 'expected a title');
  const { body } = around;
  const authors = fields.list(['authors', 'author', 'byline', 'by'], splitNames);
  const tags = fields.list(TAG_KEYS, splitTags);
  const categories = [...around.tags, ...fields.texts([...CATEGORY_KEYS, ...TAG_KEYS], splitTags)];
  return {
    url: fields.url(...URL_KEYS) ?? around.url,
    guid: fields.text('guid', 'id'),
    title,
    summary: fields.text('summary', 'description', 'excerpt') ?? leadOf(body),
    body,
    authors: authors.length > 0 ? authors : around.authors,
    publication: publicationOf(fields, around.publication),
    section: withoutEmbargo(fields.list(CATEGORY_KEYS, (text) => [text]))[0] ?? null,
    tags: unique(withoutEmbargo(tags.length > 0 ? tags : around.tags)),
    image: imageOf(fields),
    language: fields.language('language', 'lang') ?? languageOf(`${title}\n${body}`),
    publishedAt: fields.date('publishedAt', 'date', 'published', 'dated', 'posted') ?? around.publishedAt,
    updatedAt: fields.date('updatedAt', 'updated', 'modified', 'lastmod'),
    embargoUntil: latestKnown(around.embargoUntil, fields.embargo(categories)),
  };
}

function publicationOf(fields: Fields, around: Publication | null): Publication | null {
  const given = givenPublication(fields);
  const { name } = given;
  if (around === null || (name !== null && name !== around.name)) return name === null ? null : { ...given, name };
  return {
    name: around.name,
    url: given.url ?? around.url,
    x: given.x ?? around.x,
    facebook: given.facebook ?? around.facebook,
  };
}

function givenPublication(fields: Fields): Omit<Publication, 'name'> & { readonly name: string | null } {
  const inner = fields.within('publication');
  if (inner !== null)
    return {
      name: inner.text('name'),
      url: inner.url('url'),
      x: handleOf(inner.text('x')),
      facebook: inner.url('facebook'),
    };
  return {
    name: fields.text('publication'),
    url: fields.url('publicationUrl'),
    x: handleOf(fields.text('x', 'twitter')),
    facebook: fields.url('facebook'),
  };
}

/** Editors give the handle with or without its at sign, or the address of the profile. */
function handleOf(x: string | null): string | null {
  return x === null ? null : `@${x.replace(/^https?:\/\/[^/]+\//, '').replace(/^@|[/?].*$/g, '')}`;
}

function imageOf(fields: Fields): ArticleImage | null {
  const inner = fields.within('image');
  const url = inner === null ? fields.url('image', 'imageUrl') : inner.url('url', 'src');
  if (url === null) return null;
  return {
    url,
    alt: inner?.text('alt') ?? fields.text('imageAlt'),
    credit: inner?.text('credit') ?? fields.text('imageCredit'),
  };
}

/** The commas within a date of an embargo part nothing: `embargo until Wed, 6 May 2027, 10:00`. */
const BETWEEN_TAGS = /[、，;]|,(?!\s*\d{1,2}:\d{2})(?!(?<=embargo[^,、，;]*\p{L}{3}\.?(?: \d{1,2})?,)\s*\d)/iu;

export function splitTags(text: string): readonly string[] {
  return text
    .split(BETWEEN_TAGS)
    .map((tag) => tag.trim().replace(/^#/, ''))
    .filter((tag) => tag !== '');
}

function withoutEmbargo(categories: readonly string[]): readonly string[] {
  return categories.filter((category) => !isEmbargoTag(category));
}

/** Kana is written in Japanese only; other languages are not guessed. */
function languageOf(text: string): string | null {
  return /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? 'ja' : null;
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
