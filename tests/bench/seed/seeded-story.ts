import type { PersonRow } from '../../../src/adapters/ledger/people-schema.js';
import type { NetworkName } from '../../../src/domain/account.js';
import { seedArticle, type SeededArticle } from './seeded-article.js';
import type { SeededNewsroom } from './seeded-newsroom.js';
import type { SeededPost } from './seeded-post.js';
import { idAt } from './seeded-time.js';
import { sentences } from './seeded-words.js';

/** What is told on both networks: an article, or what a person has to say. */
export type Story =
  | { readonly kind: 'article'; readonly at: number; readonly article: SeededArticle }
  | {
      readonly kind: 'own';
      readonly at: number;
      readonly group: string;
      readonly writer: PersonRow;
      readonly text: string;
    };

const OWN_WORDS = 0.1;
const THREADS = 0.1;

export function beginStory(newsroom: SeededNewsroom, number: number, at: number): Story {
  const { random, people } = newsroom;
  if (!random.chance(OWN_WORDS)) return { kind: 'article', at, article: seedArticle(newsroom, number, at) };
  const writer = random.pick(people.filter(({ role }) => role === 'editor'));
  const text = `${sentences(random, 2)} (${String(number)})`;
  return { kind: 'own', at, group: idAt(random, at), writer, text };
}

/** All of a post on that network but its state and time. */
export function tellStory(
  { accounts, random }: SeededNewsroom,
  story: Story,
  network: NetworkName,
): Omit<SeededPost, 'state' | 'at'> {
  const account = accounts[network];
  const createdAt = story.at;
  if (story.kind === 'own') {
    const { group, writer, text } = story;
    return { account, createdAt, article: null, writer, group, texts: [text] };
  }
  const { title, summary, url } = story.article.said;
  const first = network === 'x' ? `${title}\n\n${url ?? ''}` : `${title}\n\n${summary}`;
  const isThread = network === 'x' && random.chance(THREADS);
  const texts = isThread ? [first, sentences(random, 2), sentences(random, 1)] : [first];
  return { account, createdAt, article: story.article, writer: null, group: null, texts };
}
