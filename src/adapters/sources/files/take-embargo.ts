import type { ArticleFile } from './article-file.js';
import type { Block } from './press-blocks.js';
import { unreadable } from './unreadable.js';
import { instantOf, takeDate } from './written-date.js';

/** So far down the line may stand, and so long it may be: what is longer is a sentence of the article. */
const HEAD_BLOCKS = 6;
const LONGEST_LINE = 120;

const EMBARGO =
  /^[*\s]*(?:(?:strictly|strict|under|news)\s+)?embargo(?:ed)?(?:\s+for\s+(?:release|publication))?\s*(?::|until\b:?|till\b:?)\s*/iu;

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
  const taken = takeDate(dateFirst(found.text.replace(EMBARGO, '')));
  if (taken === null || !/^\s*\.?\**$/.test(taken.rest))
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

/** The first eight are those of RFC 5322, section 4.3. */
const ZONES: Readonly<Record<string, string>> = {
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
  BST: '+01:00',
  CET: '+01:00',
  CEST: '+02:00',
  JST: '+09:00',
};
const ZONE = new RegExp(`\\b(?:${Object.keys(ZONES).join('|')})\\b`, 'u');

/** `00:01 BST, Tuesday 6 May 2026`, `9 a.m. EDT on May 6, 2026` and `0001 hrs 6 May 2026` in the order that dates are read in. */
function dateFirst(written: string): string {
  const text = written
    .replace(ZONE, (zone) => ZONES[zone] ?? zone)
    .replace(/(?<![:\d])(\d{1,2})\s*([ap])\.?m\b\.?/iu, '$1:00 $2m')
    .replace(/\b(\d{2})(\d{2})\s*(?:hrs?|hours)\b/iu, '$1:$2')
    .replace(/\s+/gu, ' ');
  const [, time, date] =
    /^(?:at )?(\d{1,2}:\d{2}(?: ?[ap]\.?m\b\.?)?(?: ?(?:UTC|GMT|[+-]\d{2}:?\d{2}))?),? (?:on )?(.+)$/iu.exec(text) ??
    [];
  return time === undefined || date === undefined ? text : `${date.replace(/[.\s]+$/u, '')} ${time}`;
}
