import { cleanLine, cleanText } from '../sources/files/clean-text.js';
import { paragraphsOf } from '../sources/files/paragraphs.js';
import { parseMarkup, type MarkupLimits } from './parse-markup.js';

export interface HtmlImage {
  /** As written. */
  readonly src: string;
  readonly alt: string | null;
  /** In pixels, as declared. */
  readonly width: number | null;
  readonly height: number | null;
}

/** No article is longer; what follows is not read. */
const MAX_LENGTH = 400_000;
const LIMITS: MarkupLimits = { maxDepth: 500, maxMs: 300 };

const BLOCKS = new Set(
  'address article aside blockquote body dd div dl dt fieldset figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody tr ul'.split(
    ' ',
  ),
);
/** Not text, or text about a picture. */
const SILENT = new Set(
  'audio button canvas figcaption form head iframe math noscript object script select style svg template textarea video'.split(
    ' ',
  ),
);

/** The text of HTML as paragraphs with a blank line between them, and its pictures in order. */
export function readHtml(html: string): { readonly text: string; readonly images: readonly HtmlImage[] } {
  const hasTags = /<[a-z!/]/i.test(html);
  if (!hasTags && !html.includes('&')) return { text: paragraphsOf(cleanText(html)), images: [] };
  const images: HtmlImage[] = [];
  let text = '';
  let silent = 0;
  parseMarkup(
    withWholeEntities(html.slice(0, MAX_LENGTH)),
    {
      onopentag: (tag, attributes) => {
        const name = localName(tag);
        if (SILENT.has(name)) silent++;
        if (name === 'br') text += '\n';
        else if (name === 'td' || name === 'th') text += ' ';
        else if (BLOCKS.has(name)) text += '\n\n';
        else if (name === 'img') images.push(imageOf(attributes));
      },
      onclosetag: (tag) => {
        const name = localName(tag);
        if (SILENT.has(name)) silent--;
        if (BLOCKS.has(name)) text += '\n\n';
      },
      ontext: (piece) => {
        if (silent === 0) text += hasTags ? collapsed(piece, text) : piece;
      },
    },
    { recognizeCDATA: true },
    LIMITS,
  );
  return { text: paragraphsOf(cleanText(text)), images };
}

/** HTML as one line of plain text: what was markup goes, what was escaped is decoded once. */
export function lineOfHtml(html: string): string {
  return /[<&]/.test(html) ? cleanLine(readHtml(html).text) : cleanLine(html);
}

/** `?a=1&copy=2` holds no copyright sign: only what ends with a semicolon is an entity. */
function withWholeEntities(html: string): string {
  return html.replace(/&(?!#?\w+;)/g, '&amp;');
}

/** Atom may write `xhtml:p`. */
function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}

/** Line breaks of the source are spaces, or nothing between wide letters, which paragraphsOf knows; none is a blank line. */
function collapsed(piece: string, before: string): string {
  const text = piece.replace(/[\t\r\n\f ]*\n[\t\r\n\f ]*/g, '\n');
  return before.endsWith('\n') && text.startsWith('\n') ? text.slice(1) : text;
}

function imageOf(attributes: Readonly<Record<string, string>>): HtmlImage {
  return {
    src: attributes['src'] ?? '',
    alt: cleanLine(attributes['alt'] ?? '') || null,
    width: pixels(attributes['width']),
    height: pixels(attributes['height']),
  };
}

export function pixels(text: string | undefined): number | null {
  return /^\d{1,5}(?:px)?$/.test(text?.trim() ?? '') ? Number.parseInt(text ?? '', 10) : null;
}
