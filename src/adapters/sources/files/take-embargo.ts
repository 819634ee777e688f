import type { ArticleFile } from './article-file.js';
import { dateFirst } from './date-first.js';
import { plainText } from './plain-text.js';
import type { Block } from './press-blocks.js';
import { unreadable } from './unreadable.js';
import { instantOf, takeDate } from './written-date.js';

/** So far down the line may stand, and so long it may be: what is longer is a sentence of the article. */
const HEAD_BLOCKS = 6;
const LONGEST_LINE = 120;

const EMBARGO =
  /^[*\s]*(?:(?:strictly|strict|under|news)\s+)?embargo(?:ed)?(?:\s+for\s+(?:release|publication))?[\s_-]*(?:date\s*)?(?::|until\b:?|till\b:?)\s*/iu;

/**
 * `EMBARGOED UNTIL 6 May 2026, 00:01 BST` above the text, and the blocks without it. A line whose time nobody can read
 * is refused: it must not be taken for none.
 */
export function takeEmbargo(
  blocks: readonly Block[],
  file: ArticleFile,
): { readonly embargoUntil: Date | null; readonly blocks: readonly Block[] } {
  const found = blocks.slice(0, HEAD_BLOCKS).find(({ text }) => text.length <= LONGEST_LINE && EMBARGO.test(text));
  if (found === undefined) return { embargoUntil: null, blocks };
  const taken = takeDate(dateFirst(found.text.replace(EMBARGO, '').replace(/[\s.*]+$/u, '')));
  if (taken?.rest !== '')
    throw unreadable(
      file.fileName,
      found.line,
      `expected a date behind the embargo, such as 2026-05-06 10:00 +02:00 (${found.text.slice(0, 60)})`,
    );
  return {
    embargoUntil: instantOf(taken.date, file.zone, file.firstSeenAt),
    blocks: blocks.filter((block) => block !== found),
  };
}

/** The same above a text of Markdown, and the text without the line. */
export function takeMarkdownEmbargo(
  markdown: string,
  firstLine: number,
  file: ArticleFile,
): { readonly embargoUntil: Date | null; readonly text: string } {
  const lines = markdown.split('\n');
  const head = lines
    .map((text, index) => ({ text, line: firstLine + index }))
    .filter(({ text }) => text.trim() !== '')
    .slice(0, HEAD_BLOCKS)
    .map(({ text, line }) => ({ text: plainText(text).trim(), line }));
  const { embargoUntil, blocks } = takeEmbargo(head, file);
  const taken = head.find((block) => !blocks.includes(block));
  return { embargoUntil, text: lines.map((text, index) => (index + firstLine === taken?.line ? '' : text)).join('\n') };
}
