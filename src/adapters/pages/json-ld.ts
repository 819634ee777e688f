import { pixels } from '../documents/html-text.js';

/** What schema.org's markup says of the article that a page is: https://schema.org/NewsArticle. As written. */
export interface LinkedData {
  readonly headline: string | null;
  readonly description: string | null;
  readonly url: string | null;
  readonly datePublished: string | null;
  readonly dateModified: string | null;
  readonly inLanguage: string | null;
  readonly publisher: string | null;
  readonly section: string | null;
  readonly authors: readonly string[];
  readonly keywords: readonly string[];
  readonly image: LinkedImage | null;
}

export interface LinkedImage {
  readonly url: string;
  readonly caption: string | null;
  readonly width: number | null;
  readonly height: number | null;
}

/** No page's data is longer, wider or deeper; hostile data is. */
const MAX_LENGTH = 500_000;
const MAX_NODES = 1_000;

type Node = Readonly<Record<string, unknown>>;

/** The first article in a `<script type="application/ld+json">`; null when it holds none. */
export function readLinkedData(script: string): LinkedData | null {
  const nodes = topNodes(parse(script));
  const article = nodes.find((node) => valuesIn(node['@type']).some((type) => ARTICLE.test(String(type))));
  if (article === undefined) return null;
  const byId = new Map(nodes.map((node) => [node['@id'], node]));
  const follow = (value: unknown) => nodesIn(value).map((node) => ({ ...byId.get(node['@id']), ...node }));
  return {
    headline: textIn(article['headline']) ?? textIn(article['name']),
    description: textIn(article['description']),
    url: textIn(article['url']) ?? addressIn(article['mainEntityOfPage']),
    datePublished: textIn(article['datePublished']),
    dateModified: textIn(article['dateModified']),
    inLanguage: textIn(article['inLanguage']),
    publisher: textIn(follow(article['publisher'])[0]?.['name']),
    section: textIn(article['articleSection']),
    authors: valuesIn(article['author']).flatMap((author) =>
      typeof author === 'string'
        ? author
        : follow(author).flatMap((person) => valuesIn(person['name']).filter((name) => typeof name === 'string')),
    ),
    keywords: valuesIn(article['keywords']).flatMap((words) => (typeof words === 'string' ? words.split(',') : [])),
    image: imageIn(article['image'], follow) ?? imageIn(article['thumbnailUrl'], follow),
  };
}

const ARTICLE = /(?:Article|BlogPosting|Report)$/;

/** Sites break their JSON with line breaks within texts and commas behind the last one, and wrap it in comments of old. */
function parse(script: string): unknown {
  const bare = script
    .slice(0, MAX_LENGTH)
    .replace(/^\s*(?:\/\/\s*)?<!(?:\[CDATA\[|--)|(?:\/\/\s*)?(?:\]\]|--)>\s*$|;\s*$/g, '');
  const inOneLine = bare.replace(/[\u0000-\u001f]+/g, ' ');
  for (const text of [bare, inOneLine, inOneLine.replace(/,\s*(?=[}\]])/g, '')])
    try {
      return JSON.parse(text);
    } catch {
      // The next reading, or none.
    }
  return null;
}

/** The nodes of the page: alone, in a list, or in a graph. What lies deeper is about other pages. */
function topNodes(data: unknown): readonly Node[] {
  return nodesIn(data)
    .flatMap((node) => [node, ...nodesIn(node['@graph']), ...nodesIn(node['mainEntity'])])
    .slice(0, MAX_NODES);
}

function nodesIn(value: unknown): readonly Node[] {
  return valuesIn(value).filter((one): one is Node => typeof one === 'object' && one !== null && !Array.isArray(one));
}

function valuesIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MAX_NODES) : value === undefined || value === null ? [] : [value];
}

function textIn(value: unknown): string | null {
  const text = valuesIn(value).find((one): one is string => typeof one === 'string' && one.trim() !== '');
  return text ?? null;
}

function addressIn(value: unknown): string | null {
  return typeof value === 'string' ? value : textIn(nodesIn(value)[0]?.['@id']);
}

function imageIn(value: unknown, follow: (value: unknown) => readonly Node[]): LinkedImage | null {
  const [first] = valuesIn(value);
  if (typeof first === 'string') return { url: first, caption: null, width: null, height: null };
  const [node] = follow(first);
  const url = textIn(node?.['url']) ?? textIn(node?.['contentUrl']);
  if (node === undefined || url === null) return null;
  return { url, caption: textIn(node['caption']), width: sizeIn(node['width']), height: sizeIn(node['height']) };
}

/** A number, its digits, or `{"value": 1200}`. */
function sizeIn(value: unknown): number | null {
  const size = nodesIn(value)[0]?.['value'] ?? value;
  return typeof size === 'number' || typeof size === 'string' ? pixels(String(size)) : null;
}
