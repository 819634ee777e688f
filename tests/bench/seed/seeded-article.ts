import type { ArticleRow } from '../../../src/adapters/ledger/schema.js';
import { articleKeys } from '../../../src/application/article-keys.js';
import type { Article } from '../../../src/domain/article.js';
import { titleWords } from '../../../src/domain/title-likeness.js';
import { addEvent, type SeededNewsroom } from './seeded-newsroom.js';
import { idAt } from './seeded-time.js';
import { AUTHORS, headline, SECTIONS, sentences } from './seeded-words.js';

/** An article as the ledger keeps it, with what its posts say of it. */
export interface SeededArticle {
  readonly row: ArticleRow;
  readonly said: Article;
}

/** As a source's webhook would have brought it at that time. */
export function seedArticle(newsroom: SeededNewsroom, number: number, at: number): SeededArticle {
  const { random, writer } = newsroom;
  const source = random.pick(newsroom.sources);
  const said = articleOf(newsroom, number, at);
  const row = rowOf(idAt(random, at), said, at);
  const id = row.id;
  writer.add('articles', row);
  for (const key of articleKeys(said, { id: source.id, kind: 'webhook' }, 'UTC'))
    writer.add('article_keys', { key, article_id: id });
  writer.add('article_revisions', { article_id: id, revision: 1, content: row.content, recorded_at: at });
  const sighting = { source_id: source.id, item_key: String(number), article_id: id, first_seen_at: at };
  writer.add('sightings', { ...sighting, way: 'webhook', hashes: '{}', updated_at: null, sent_at: null });
  const event = { at, kind: 'article-recorded', article_id: id, source_id: source.id, detail: 'webhook' };
  addEvent(newsroom, event);
  return { row, said };
}

function articleOf({ random }: Pick<SeededNewsroom, 'random'>, number: number, at: number): Article {
  const title = headline(random, number);
  return {
    url: `https://harbour-post.example/${String(number)}`,
    guid: null,
    title,
    summary: sentences(random, 2),
    body: [4, 5, 3].map((count) => sentences(random, count)).join('\n\n'),
    authors: [random.pick(AUTHORS)],
    publication: { name: 'Harbour Post', url: 'https://harbour-post.example', x: '@HarbourPost', facebook: null },
    section: random.pick(SECTIONS),
    tags: [random.pick(SECTIONS)],
    image: null,
    language: 'en',
    publishedAt: new Date(at),
    updatedAt: null,
    embargoUntil: null,
  };
}

function rowOf(id: string, said: Article, at: number): ArticleRow {
  return {
    id,
    origin: 'source',
    revision: 1,
    content: JSON.stringify(said),
    first_seen_at: at,
    planned_at: at,
    wish: null,
    title: said.title,
    title_words: titleWords(said.title),
    not_posted: null,
    alike_to: null,
    embargo_until: null,
    embargo_ask: null,
    embargo_lifted: null,
    page: null,
    same_as: null,
    withdrawn: null,
  };
}
