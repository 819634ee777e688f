import { decodeXML } from 'entities';
import type { Handler, Parser } from 'htmlparser2';
import { parseMarkup, type MarkupLimits, type Stopped } from '../../documents/parse-markup.js';
import type { FeedElement } from './feed-element.js';
import { MAX_ITEMS } from './feed-item.js';
import { canonicalName, OUTERMOST, scopeWithin, type Scope } from './feed-namespaces.js';

const OPTIONS = { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: false };
const LIMITS: MarkupLimits = { maxDepth: 200, maxMs: 4_000 };
const MAX_ELEMENTS = 150_000;
/** Of one element; a channel's items are among them. */
const MAX_CHILDREN = 2_500;
/** Of one tag; and as many namespaces around it. */
const MAX_ATTRIBUTES = 500;
/** `rss`, `channel`, `item`, `media:group`, `media:content`, `media:credit`. */
const MAX_TREE_DEPTH = 6;

/** What lies within these is text with markup. */
const TEXTS: ReadonlySet<string> = new Set(['title', 'description', 'summary', 'content', 'content:encoded']);
/** Each of these, and each part of it, must be closed by its own end tag: else a link or a title may be half of one. */
const FRAMES: ReadonlySet<string> = new Set(['rss', 'rdf', 'feed', 'channel', 'item', 'entry']);

/** The element tree of an XML feed, or in a string why it is not whole. */
export function readFeedTree(text: string): FeedElement | string {
  const reader = new TreeReader(text);
  const stopped = parseMarkup(text, reader, OPTIONS, LIMITS, () => reader.isDone);
  return reader.finish(stopped);
}

interface GrowingElement extends FeedElement {
  readonly children: FeedElement[];
  value: string;
  hasMarkup: boolean;
}

interface Open {
  readonly name: string;
  readonly scope: Scope;
  /** Null where nothing is kept: within texts, too deep, too many. */
  readonly element: GrowingElement | null;
  /** Where its content begins. */
  readonly start: number;
}

/** The handler's functions are fields, since the parser takes them one by one. */
class TreeReader implements Partial<Handler> {
  readonly #text: string;
  readonly #open: Open[] = [];
  #parser: Pick<Parser, 'startIndex' | 'endIndex'> = { startIndex: 0, endIndex: 0 };
  #root: FeedElement | null = null;
  #isClosed = false;
  #isCdata = false;
  #elements = 0;
  #items = 0;
  #attributes = 0;
  #complaint: string | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** What follows the root is no matter: servers append their own comments and scripts. */
  get isDone(): boolean {
    return this.#isClosed || this.#complaint !== null;
  }

  finish(stopped: Stopped): FeedElement | string {
    if (this.#complaint !== null) return this.#complaint;
    if (stopped === 'depth') return `elements lie more than ${LIMITS.maxDepth} deep within each other`;
    if (stopped === 'time') return `it takes longer than ${LIMITS.maxMs} ms to read`;
    return this.#root !== null && this.#isClosed ? this.#root : 'it is cut off';
  }

  readonly onparserinit = (parser: Parser): void => {
    this.#parser = parser;
  };

  readonly onopentagname = (): void => {
    this.#attributes = 0;
  };

  readonly onattribute = (): void => {
    if (++this.#attributes > MAX_ATTRIBUTES) this.#complaint ??= `a tag has more than ${MAX_ATTRIBUTES} attributes`;
  };

  readonly onopentag = (written: string, attributes: Record<string, string>): void => {
    if (this.isDone) return;
    const parent = this.#open.at(-1);
    const scope = scopeWithin(parent?.scope ?? OUTERMOST, attributes);
    this.#complaint ??= this.#findFault(scope);
    const name = canonicalName(written, scope);
    const element = this.#isKept(name, parent)
      ? { name, attributes: decoded(attributes), children: [], value: '', hasMarkup: false }
      : null;
    if (parent?.element) {
      parent.element.hasMarkup = true;
      if (element !== null) parent.element.children.push(element);
    }
    this.#root ??= element;
    this.#open.push({ name, scope, element, start: this.#parser.endIndex + 1 });
  };

  readonly oncdatastart = (): void => {
    this.#isCdata = true;
  };

  readonly oncdataend = (): void => {
    this.#isCdata = false;
  };

  /** All of the text up to the next tag, so that no entity is cut: the parser's own decoding hands on each by itself. */
  readonly ontext = (text: string): void => {
    const element = this.#open.at(-1)?.element;
    if (element) element.value += this.#isCdata ? text : decodeXML(text);
  };

  readonly onclosetag = (written: string, isImplied: boolean): void => {
    const closed = this.#open.pop();
    if (closed === undefined || this.isDone) return;
    const { startIndex, endIndex } = this.#parser;
    const isSelfClosed = endIndex + 1 === closed.start;
    const parent = this.#open.at(-1);
    if (isImplied && !isSelfClosed && (parent === undefined || FRAMES.has(parent.name)))
      this.#complaint = `it is cut off or broken: <${written}> of line ${this.#lineAt(closed.start)} is not closed`;
    if (closed.element?.hasMarkup === true) closed.element.value = this.#text.slice(closed.start, startIndex);
    this.#isClosed = parent === undefined;
  };

  #findFault(scope: Scope): string | null {
    if (scope.size > MAX_ATTRIBUTES) return `it declares more than ${MAX_ATTRIBUTES} namespaces`;
    if (++this.#elements > MAX_ELEMENTS) return `it holds more than ${MAX_ELEMENTS} elements`;
    // A quote that is not closed takes the following items with it.
    const { startIndex, endIndex } = this.#parser;
    const next = this.#text.indexOf('<', startIndex + 1);
    return next >= 0 && next < endIndex ? `it is broken: the tag of line ${this.#lineAt(startIndex)} has no end` : null;
  }

  #isKept(name: string, parent: Open | undefined): boolean {
    if (parent === undefined) return true;
    if (parent.element === null || TEXTS.has(parent.name) || this.#open.length >= MAX_TREE_DEPTH) return false;
    if (isItem(name) && FRAMES.has(parent.name)) return ++this.#items <= MAX_ITEMS;
    return parent.element.children.length < MAX_CHILDREN;
  }

  #lineAt(index: number): number {
    return this.#text.slice(0, index).split('\n').length;
  }
}

function decoded(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, decodeXML(value)]));
}

export function isItem(name: string): boolean {
  return name === 'item' || name === 'entry';
}
