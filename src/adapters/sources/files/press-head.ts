import { readByline } from './byline.js';
import type { Block } from './press-blocks.js';
import { takeDate, type WrittenDate } from './written-date.js';

/** What stands above the first paragraph. */
interface PressHead {
  readonly title: Block | null;
  readonly date: WrittenDate | null;
  readonly authors: readonly string[];
  readonly publication: string | null;
  /** Lines with a link of their own. */
  readonly links: readonly string[];
  /** How many blocks belong to it. */
  readonly length: number;
}

const MAX_HEAD_BLOCKS = 5;

/** `publications`: names that the end of the text gives; such a name is no person, even where it looks like one. */
export function readHead(blocks: readonly Block[], publications: readonly string[]): PressHead {
  let head: PressHead = { ...readTitle(blocks), authors: [], publication: null, links: [] };
  for (const { text } of blocks.slice(head.length, head.length + MAX_HEAD_BLOCKS)) {
    const more = readHeadLine(text, head, publications);
    if (more === null) break;
    head = { ...head, ...more, length: head.length + 1 };
  }
  return head;
}

/** What the line adds to the head; null when it is the first paragraph. */
function readHeadLine(text: string, head: PressHead, publications: readonly string[]): Partial<PressHead> | null {
  const date = head.date === null ? dateAlone(text) : null;
  if (date !== null) return { date };
  if (LINK_LINE.test(text)) return { links: [...head.links, text] };
  const named = (name: string) => isPublication(name, publications);
  if (head.publication === null && named(text)) return { publication: text };
  if (head.authors.length > 0) return head.publication === null && looksLikeName(text) ? { publication: text } : null;
  const names = readByline(text);
  return names === null ? null : readNames(names, head.publication, named);
}

/** In `By Aiko Mori, Example Times` the last name is the publication. */
function readNames(
  names: readonly string[],
  publication: string | null,
  isNamed: (name: string) => boolean,
): Partial<PressHead> {
  return {
    authors: names.filter((name) => !isNamed(name)),
    publication: publication ?? names.find(isNamed) ?? null,
  };
}

const LINK_LINE = /^(?:[\p{L} ]{1,30}[:：]\s*)?https?:\/\/\S+$/u;
const DATE_WORD = /^(?:date|dated|published|posted)\b\s*[:：]?\s*(?:on\s+)?/iu;

/** `date 2025-05-06 TITLE`, `May 6, 2025 – TITLE`, the title alone, or a line with the date alone before it. */
function readTitle(blocks: readonly Block[]): Pick<PressHead, 'title' | 'date' | 'length'> {
  const [first = null, second = null] = blocks;
  const alone = first === null ? null : dateAlone(first.text);
  if (first !== null && alone === null) return { ...readTitleLine(first), length: 1 };
  return { title: second, date: alone, length: Math.min(blocks.length, 2) };
}

function readTitleLine(first: Block): Pick<PressHead, 'title' | 'date'> {
  const word = DATE_WORD.exec(first.text)?.[0] ?? '';
  const taken = takeDate(first.text.slice(word.length));
  if (taken === null) return { title: first, date: null };
  const separated = /^\s*[-–—:|,：]\s*/u.exec(taken.rest)?.[0] ?? '';
  // `May 6, 2025 was a bad day` is a title.
  if (word === '' && separated === '' && !/^\d{4}[-/年]/.test(first.text)) return { title: first, date: null };
  return { title: { text: taken.rest.slice(separated.length).trim(), line: first.line }, date: taken.date };
}

function dateAlone(text: string): WrittenDate | null {
  const taken = takeDate(text.replace(DATE_WORD, ''));
  return taken !== null && /^\s*[.:]?$/.test(taken.rest) ? taken.date : null;
}

const PUBLICATION_WORD =
  /\b(?:times|news|post|journal|herald|tribune|gazette|daily|press|chronicle|review|observer|magazine|weekly|telegraph|guardian|courier|bulletin|agency|media|broadcasting|radio|tv|shimbun|newspaper)$|(?:新聞|新報|日報|通信|時報|ニュース|タイムズ|放送|テレビ)(?:社)?$/iu;

function isPublication(text: string, publications: readonly string[]): boolean {
  if (publications.includes(text)) return true;
  return looksLikeName(text) && PUBLICATION_WORD.test(text) && !/^by\s/i.test(text);
}

/** Short, without a stop, every longer word with a capital. */
function looksLikeName(text: string): boolean {
  const words = text.split(' ');
  if (text.length > 60 || words.length > 6 || /[.!?,;:。！？、：]/u.test(text)) return false;
  return (
    words.every((word) => word.length <= 3 || /^["“'‘(]?[\p{Lu}\p{Lo}\p{N}]/u.test(word)) &&
    /[\p{Lu}\p{Lo}]/u.test(text)
  );
}
