import type { Article } from '../../../domain/article.js';
import type { ArticleFile } from './article-file.js';
import { articleOfFields } from './article-of-fields.js';
import { cleanLine } from './clean-text.js';
import { takeFrontMatter } from './front-matter.js';
import { plainText } from './plain-text.js';
import { paragraphsOf } from './paragraphs.js';
import { readPressText } from './press-text.js';
import { takeMarkdownEmbargo } from './take-embargo.js';

/** Markdown with front matter. Without front matter its text is read like a press text. */
export function readMarkdown(text: string, file: ArticleFile): Article {
  const front = takeFrontMatter(text, file);
  if (front === null) return readPressText(plainText(text), file);
  const { embargoUntil, text: body } = takeMarkdownEmbargo(front.body, front.bodyLine, file);
  const heading = /^\s*#\s+([^\n]+)\n?/.exec(body);
  const ownTitle = front.fields.text('title', 'headline');
  // A heading that repeats the title is the title, not a paragraph.
  const isTitle = heading !== null && (ownTitle === null || cleanLine(plainText(heading[1] ?? '')) === ownTitle);
  return articleOfFields(front.fields, {
    title: isTitle ? cleanLine(plainText(heading[1] ?? '')) : null,
    body: paragraphsOf(plainText(isTitle ? body.slice(heading[0].length) : body)),
    authors: [],
    publication: null,
    tags: [],
    url: null,
    publishedAt: null,
    embargoUntil,
  });
}
