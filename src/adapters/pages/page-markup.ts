import type { Handler } from 'htmlparser2';
import { parseMarkup, type MarkupLimits } from '../documents/parse-markup.js';
import { readLinkedData, type LinkedData } from './json-ld.js';

/** What an HTML page declares, as written. */
export interface PageMarkup {
  readonly language: string | null;
  readonly base: string | null;
  readonly title: string | null;
  readonly heading: string | null;
  /** In the first `<time datetime>`. */
  readonly time: string | null;
  readonly metas: readonly Meta[];
  /** What `<meta name="robots">` and `googlebot` ask of those who read the page as a browser does. */
  readonly robots: readonly string[];
  readonly links: readonly Attributes[];
  readonly authors: readonly string[];
  readonly linkedData: LinkedData | null;
}

/** `<meta>`, in the order of the page; the name is in small letters, whichever attribute gave it. */
interface Meta {
  readonly name: string;
  readonly content: string;
}

type Attributes = Readonly<Partial<Record<string, string>>>;

const LIMITS: MarkupLimits = { maxDepth: 2_000, maxMs: 2_000 };
const MAX_LENGTH = 1_000_000;
/** Of metas and of links. */
const MAX_DECLARATIONS = 500;
const MAX_TEXT = 500_000;

/** Up to the end of the head and the first linked article; to the end of the page where there is none. */
export function readMarkup(html: string): PageMarkup {
  const reader = new PageReader();
  parseMarkup(html.slice(0, MAX_LENGTH), reader, {}, LIMITS, () => reader.isDone);
  return reader.markup();
}

/** The elements whose text is kept. */
type Kept = 'title' | 'heading' | 'author' | 'data';

class PageReader implements Partial<Handler> {
  readonly #texts: Record<Kept, string[]> = { title: [], heading: [], author: [], data: [] };
  readonly #metas: Meta[] = [];
  readonly #robots: string[] = [];
  readonly #links: Attributes[] = [];
  #language: string | null = null;
  #base: string | null = null;
  #time: string | null = null;
  #linkedData: LinkedData | null = null;
  #isHeadClosed = false;
  #isWithoutScript = false;
  #keeping: { readonly kept: Kept; readonly tag: string; text: string } | null = null;

  get isDone(): boolean {
    return this.#isHeadClosed && this.#linkedData !== null;
  }

  markup(): PageMarkup {
    return {
      language: this.#language,
      base: this.#base,
      title: this.#texts.title[0] ?? null,
      heading: this.#texts.heading[0] ?? null,
      time: this.#time,
      metas: this.#metas,
      robots: this.#robots,
      links: this.#links,
      authors: this.#texts.author,
      linkedData: this.#linkedData,
    };
  }

  // The parser takes the handler's functions one by one.
  readonly onopentag = (tag: string, attributes: Record<string, string>): void => {
    const kept = keptText(tag, attributes);
    // A heading that is never closed hides no linked data.
    if (kept !== null && (this.#keeping === null || kept === 'data')) this.#keeping = { kept, tag, text: '' };
    this.#note(tag, attributes);
  };

  readonly ontext = (text: string): void => {
    if (this.#keeping !== null && this.#keeping.text.length < MAX_TEXT) this.#keeping.text += text;
  };

  readonly onclosetag = (tag: string): void => {
    if (tag === 'head') this.#isHeadClosed = true;
    if (tag === 'noscript') this.#isWithoutScript = false;
    const keeping = this.#keeping;
    if (keeping?.tag !== tag) return;
    this.#keeping = null;
    if (keeping.kept === 'data') this.#linkedData ??= readLinkedData(keeping.text);
    else if (this.#texts[keeping.kept].length < MAX_DECLARATIONS) this.#texts[keeping.kept].push(keeping.text);
  };

  #note(tag: string, attributes: Attributes): void {
    switch (tag) {
      case 'html':
        this.#language ??= attributes['lang'] ?? attributes['xml:lang'] ?? null;
        break;
      case 'base':
        this.#base ??= attributes['href'] ?? null;
        break;
      case 'time':
        this.#time ??= attributes['datetime'] ?? null;
        break;
      case 'link':
        if (this.#links.length < MAX_DECLARATIONS) this.#links.push(attributes);
        break;
      case 'meta':
        this.#addMeta(attributes);
        this.#addRobots(attributes);
        break;
      case 'noscript':
        this.#isWithoutScript = true;
        break;
      case 'body':
        this.#isHeadClosed = true;
    }
  }

  #addMeta(attributes: Attributes): void {
    const name = attributes['property'] ?? attributes['name'] ?? attributes['itemprop'] ?? attributes['http-equiv'];
    const { content } = attributes;
    if (name === undefined || content === undefined || this.#metas.length >= MAX_DECLARATIONS) return;
    this.#metas.push({ name: name.trim().toLowerCase(), content });
  }

  #addRobots({ name = '', content }: Attributes): void {
    if (content === undefined || this.#isWithoutScript || !/^\s*(?:robots|googlebot)\s*$/i.test(name)) return;
    if (this.#robots.length < MAX_DECLARATIONS) this.#robots.push(content);
  }
}

function keptText(tag: string, attributes: Attributes): Kept | null {
  if (tag === 'title') return 'title';
  if (tag === 'h1') return 'heading';
  if (tag === 'script') return /^application\/ld\+json/i.test(attributes['type']?.trim() ?? '') ? 'data' : null;
  const roles = `${attributes['rel'] ?? ''} ${attributes['itemprop'] ?? ''}`.toLowerCase().split(/\s+/);
  return roles.includes('author') && tag !== 'link' && tag !== 'meta' ? 'author' : null;
}

/** What the metas of these names say, in the order of the names. */
export function contentsOf({ metas }: PageMarkup, ...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => metas.filter((meta) => meta.name === name).map(({ content }) => content));
}
