import { decodeHTMLStrict } from 'entities';
import { cleanLine, cleanText } from '../sources/files/clean-text.js';
import { paragraphsOf } from '../sources/files/paragraphs.js';

export interface HtmlText {
  /** Paragraphs with a blank line between them. */
  readonly text: string;
  /** In order. */
  readonly images: readonly HtmlImage[];
}

export interface HtmlImage {
  /** As written. */
  readonly src: string;
  readonly alt: string | null;
  /** In pixels, as declared. */
  readonly width: number | null;
  readonly height: number | null;
}

/** No article is longer; what follows is not read. */
const MAX_LENGTH = 200_000;
const MAX_IMAGES = 50;

const BLOCKS = new Set(
  'address article aside blockquote body dd div dl dt fieldset figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody tr ul'.split(
    ' ',
  ),
);
/** Not text, or text about a picture. */
const SILENT = new Set(
  'audio canvas figcaption head iframe math noscript object rp rt script select style svg template textarea video'.split(
    ' ',
  ),
);

/**
 * A line break of the source, which makes no paragraph however many there are; a space in the end, or nothing between
 * wide letters, which paragraphsOf knows.
 */
const SOFT_BREAK = '\r';

/** A comment, a declaration, or how a tag begins. */
const MARKUP = /<!--[^]*?(?:-->|$)|<[!?][^<>]*>|<(\/?)([a-z][\w:-]*)/gi;

/**
 * Of a tag, up to its end. A quote opens a value only after `=`; elsewhere, and where it is never closed, it is a stray
 * one. Nothing has to follow, so that it never goes back: it stays linear.
 */
const ATTRIBUTES = /(?:=\s*"[^"]*"|=\s*'[^']*'|=|[^<>=]+)*/y;

/** The text of HTML, well-formed or not. What was escaped is decoded once: it is text, whatever it looks like. */
export function readHtml(html: string): HtmlText {
  const source = html.slice(0, MAX_LENGTH).replace(/<!\[CDATA\[|\]\]>/g, '');
  const images: HtmlImage[] = [];
  const text = /<[a-z!/?]/i.test(source) ? withoutMarkup(source, images) : source;
  return { text: paragraphsOf(cleanText(decodeHTMLStrict(text))), images };
}

/** Entities stay as they are: a tag that is written with them is none. */
function withoutMarkup(html: string, images: HtmlImage[]): string {
  const source = html.replaceAll('\n', SOFT_BREAK);
  let text = '';
  let silent: string | null = null;
  let end = 0;
  for (const { start, behind, slash, name, attributes } of markupIn(source)) {
    if (silent === null) text += source.slice(end, start) + breakAt(name);
    if (name === 'img' && images.length < MAX_IMAGES) images.push(imageOf(attributes));
    silent = slash === '/' ? silenceAfter(silent, name) : silenceWithin(silent, name, attributes);
    end = behind;
  }
  if (silent === null) text += source.slice(end);
  return text.replace(/\r[\r\t ]*(?:\n[\r\t ]*)?|\n[\r\t ]+/g, '\n').replace(/[\t ]{2,}/g, ' ');
}

interface Markup {
  readonly start: number;
  readonly behind: number;
  readonly slash: string;
  /** Of a tag, in small letters; '' for anything else. */
  readonly name: string;
  readonly attributes: string;
}

/** In order. What runs into the next tag is none, and is not looked at again. */
function* markupIn(source: string): Generator<Markup> {
  MARKUP.lastIndex = 0;
  for (let match = MARKUP.exec(source); match !== null; match = MARKUP.exec(source)) {
    const [{ length }, slash = '', tag] = match;
    const { index: start } = match;
    let behind = start + length;
    let attributes = '';
    if (tag !== undefined) {
      ATTRIBUTES.lastIndex = behind;
      attributes = ATTRIBUTES.exec(source)?.[0] ?? '';
      behind += attributes.length;
      const isTag = source.charAt(behind) === '>';
      if (isTag) behind++;
      MARKUP.lastIndex = behind;
      if (!isTag) continue;
    }
    yield { start, behind, slash, name: localName(tag ?? ''), attributes };
  }
}

function silenceWithin(silent: string | null, name: string, attributes: string): string | null {
  return silent ?? (SILENT.has(name) && !attributes.endsWith('/') ? name : null);
}

function silenceAfter(silent: string | null, name: string): string | null {
  // A reading above Japanese letters may end with them alone: https://html.spec.whatwg.org/#the-rt-element
  const isReading = (silent === 'rt' || silent === 'rp') && name === 'ruby';
  return silent === name || isReading ? null : silent;
}

/** HTML as one line of plain text. */
export function lineOfHtml(html: string): string {
  return cleanLine(/[<&]/.test(html) ? readHtml(html).text : html);
}

/** Atom may write `xhtml:p`. */
function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1).toLowerCase();
}

function breakAt(name: string): string {
  if (name === 'br') return '\n';
  if (name === 'td' || name === 'th') return ' ';
  return BLOCKS.has(name) ? '\n\n' : '';
}

/** Where scripts load pictures late, `src` holds an empty one. */
const SOURCES = ['data-lazy-src', 'data-original', 'data-src', 'src'];

const ATTRIBUTE = /(?<![\w:-])([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g;

function imageOf(written: string): HtmlImage {
  const attributes = new Map(
    Array.from(written.matchAll(ATTRIBUTE), ([, name = '', ...values]) => [
      name.toLowerCase(),
      decodeHTMLStrict(values.join('')),
    ]),
  );
  return {
    src: SOURCES.map((name) => attributes.get(name)).find((src) => src !== undefined) ?? '',
    alt: cleanLine(attributes.get('alt') ?? '') || null,
    width: pixels(attributes.get('width')),
    height: pixels(attributes.get('height')),
  };
}

export function pixels(text: string | undefined): number | null {
  return /^\d{1,5}(?: ?px)?$/.test(text?.trim() ?? '') ? Number.parseInt(text ?? '', 10) : null;
}
