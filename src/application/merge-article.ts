import { createHash } from 'node:crypto';
import type { Article } from '../domain/article.js';
import type { FieldHashes } from '../domain/source.js';
import { foldAddress } from './fold-address.js';

/** What an edit changes. The GUID belongs to the source, and the dates move without an edit. */
const FIELDS = [
  'url',
  'title',
  'summary',
  'body',
  'authors',
  'publication',
  'section',
  'tags',
  'image',
  'language',
  'embargoUntil',
] as const satisfies readonly (keyof Article)[];
type Field = (typeof FIELDS)[number];

/**
 * What is known, with what a source says. A source that shows the article for the first time (`before` is null) fills
 * only what is absent, so that several sources never turn it back and forth; later, what has changed at the source
 * since it was seen there changes here, and what the source no longer says goes where it came from that source.
 */
export function mergeArticle(known: Article, seen: Article, before: FieldHashes | null): Article {
  const merged: Record<string, unknown> = { ...known };
  for (const field of ['guid', 'publishedAt', 'updatedAt'] as const) merged[field] = known[field] ?? seen[field];
  for (const field of FIELDS) if (takes(field, known, seen, before)) merged[field] = seen[field];
  return merged as unknown as Article;
}

function takes(field: Field, known: Article, seen: Article, before: FieldHashes | null): boolean {
  const said = before?.[field];
  if (said === undefined) return isAbsent(known[field]);
  if (hashOf(field, seen) === said) return false;
  return !isAbsent(seen[field]) || (field !== 'title' && hashOf(field, known) === said);
}

function isAbsent(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Of every field, so that the next look at the source tells which of them changed there. */
export function hashFields(article: Article): FieldHashes {
  return Object.fromEntries(FIELDS.map((field) => [field, hashOf(field, article)]));
}

/** Links that name one page are one link, whatever was tracked with them. */
function hashOf(field: Field, article: Article): string {
  const value = field === 'url' && article.url !== null ? (foldAddress(article.url) ?? article.url) : article[field];
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 12);
}
