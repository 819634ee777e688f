import type { LedgerEngine } from '../../../src/adapters/ledger/engines.js';
import { Random } from '../../chaos/random.js';
import { RowWriter } from './row-writer.js';
import { seedNewsroom } from './seeded-newsroom.js';
import { seedPost } from './seeded-post.js';
import { pickState, PAST, TO_COME } from './seeded-states.js';
import { beginStory, tellStory, type Story } from './seeded-story.js';
import { DAY_MS, HOUR_MS, inTheDayOf, MINUTE_MS, YEAR_MS } from './seeded-time.js';

/** Shares of all posts: the next month is busier than each of the year before, the ones behind it have little yet. */
const NEXT_MONTH = 0.1;
const LATER = 0.02;

const MONTH_MS = 30 * DAY_MS;

/** Fills a ledger that is empty: the same for the same number of posts and the same instant. */
export async function seedLedger({ db }: LedgerEngine, posts: number, now: number): Promise<void> {
  const random = new Random(posts);
  const writer = new RowWriter(db);
  const newsroom = seedNewsroom(random, writer, now);
  const inNextMonth = Math.round(posts * NEXT_MONTH);
  const past = posts - inNextMonth - Math.round(posts * LATER);
  let story: Story | null = null;
  for (let index = 0; index < posts; index++) {
    const isToCome = index >= past;
    const toCome = () =>
      index < past + inNextMonth ? random.below(MONTH_MS) : MONTH_MS + random.below(YEAR_MS - MONTH_MS);
    const day = now - YEAR_MS + (index / past) * YEAR_MS;
    const before = Math.min(inTheDayOf(random, Math.floor(day)), now - HOUR_MS);
    const at = isToCome ? now + 20 * MINUTE_MS + toCome() : before + random.below(30) * MINUTE_MS;
    // Each is told on both networks.
    if (story === null || index % 2 === 0)
      story = beginStory(newsroom, index, isToCome ? now - random.below(MONTH_MS) : before);
    const state = pickState(random, isToCome ? TO_COME : PAST, isToCome ? 'scheduled' : 'published');
    seedPost(newsroom, { ...tellStory(newsroom, story, index % 2 === 0 ? 'x' : 'facebook'), state, at });
    await writer.writeIfMany();
  }
  // Whether these went out is being looked for.
  const lost = beginStory(newsroom, posts, now - 10 * MINUTE_MS);
  for (const network of ['x', 'facebook'] as const)
    seedPost(newsroom, { ...tellStory(newsroom, lost, network), state: 'publishing', at: now - 2 * MINUTE_MS });
  await writer.write();
}
