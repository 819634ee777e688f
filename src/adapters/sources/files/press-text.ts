import type { Article } from '../../../domain/article.js';
import type { ArticleFile } from './article-file.js';
import { articleOfFields, splitTags, TITLE_KEYS } from './article-of-fields.js';
import { Fields } from './fields.js';
import { findArticleUrl } from './find-article-url.js';
import { findPublication, publicationNames } from './find-publication.js';
import { readFields } from './front-matter.js';
import { splitBlocks, type Block } from './press-blocks.js';
import { readHead } from './press-head.js';
import { readTail } from './press-tail.js';
import { takeEmbargo } from './take-embargo.js';
import { unreadable } from './unreadable.js';
import { instantOf } from './written-date.js';

/** A press article as newsrooms mail it: dated title, byline, publication, paragraphs, boilerplate. */
export function readPressText(text: string, file: ArticleFile): Article {
  const { fields, blocks: written } = takeKeyLines(text, file);
  const { embargoUntil, blocks } = takeEmbargo(written, file);
  const tail = readTail(blocks);
  const head = readHead(blocks.slice(0, tail.start), publicationNames(tail));
  const title = fields.text(...TITLE_KEYS) ?? head.title?.text ?? '';
  const paragraphs = blocks.slice(head.length, tail.start);
  if (title === '')
    throw unreadable(file.fileName, head.title?.line ?? 1, 'expected a title behind the date or on the next line');
  if (paragraphs.length === 0)
    throw unreadable(file.fileName, lastLine(blocks, tail.start), 'expected paragraphs here');
  const publication = findPublication(fields.text('publication') ?? head.publication, tail);
  return articleOfFields(fields, {
    title,
    body: paragraphs.map((block) => block.text).join('\n\n'),
    authors: head.authors,
    publication,
    tags: splitTags(tail.tags ?? ''),
    url: findArticleUrl(title, publication, head.links, tail.links),
    publishedAt: head.date === null ? null : instantOf(head.date, file.zone, file.firstSeenAt),
    embargoUntil,
  });
}

function lastLine(blocks: readonly Block[], end: number): number {
  return blocks[end - 1]?.line ?? 1;
}

const KEY_LINE =
  /^(?:title|headline|date|published|dated|url|link|canonical|by|byline|authors?|publication|summary|section|category|tags|keywords|image|language|embargo(?:ed)?[_-]?(?:until|date)?)\s*:\s+\S/i;

/** Lines such as `Title: …` and `Date: …` above the text, when a title is among them. */
function takeKeyLines(text: string, file: ArticleFile): { fields: Fields; blocks: readonly Block[] } {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => line.trim() !== '' && !KEY_LINE.test(line.trim()));
  const keyLines = lines.slice(0, end < 0 ? lines.length : end).map((line) => line.trim());
  const titleAt = keyLines.findIndex((line) => /^(?:title|headline)\s*:/i.test(line));
  if (titleAt < 0) return { fields: new Fields(file), blocks: splitBlocks(text, 1) };
  // The title stays the first block, which is no paragraph and no boilerplate.
  const title = { text: keyLines[titleAt] ?? '', line: titleAt + 1 };
  const rest = splitBlocks(lines.slice(keyLines.length).join('\n'), keyLines.length + 1);
  return { fields: readFields(keyLines, 1, file), blocks: [title, ...rest] };
}
