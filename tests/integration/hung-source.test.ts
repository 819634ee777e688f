import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SourceBatch } from '../../src/application/ports/article-source.js';
import { sweep } from '../../src/application/sweep.js';
import { DEFAULT_SOURCE_SETTINGS } from '../../src/domain/source.js';
import { InFlight } from '../../src/service/in-flight.js';
import { ARTICLE } from '../support/samples.js';
import { TestNewsroom } from '../support/test-newsroom.js';

const DAY_MS = 86_400_000;
const never = <T>() => new Promise<T>(() => undefined);

describe('a source in a service that runs', () => {
  let newsroom: TestNewsroom;
  let inFlight: InFlight;
  let asked: number;
  let answer: () => Promise<SourceBatch>;
  beforeEach(async () => {
    newsroom = await TestNewsroom.open();
    inFlight = new InFlight(() => undefined);
    asked = 0;
    const fetchNew = () => {
      asked += 1;
      return answer();
    };
    newsroom.ports = { ...newsroom.ports, sources: { feed: { fetchNew } } };
    const place = { name: 'harbour', kind: 'feed', address: 'https://harbour.example/feed' } as const;
    await newsroom.ledger.addSource({ ...place, settings: DEFAULT_SOURCE_SETTINGS, backfill: 0 });
  });
  afterEach(() => newsroom.close());

  /** Long after the lease of the poll before. */
  const sweepLater = () => {
    newsroom.clock.advance(DAY_MS);
    return sweep(newsroom.ports, inFlight.begin, inFlight, () => Promise.resolve());
  };

  it('is not asked a second time beside a poll that hangs', async () => {
    answer = never;
    for (let sweeps = 0; sweeps < 3; sweeps++) await sweepLater();
    expect(asked).toBe(1);
  });

  it('is asked again while what it showed is still being planned', async () => {
    newsroom.ports = { ...newsroom.ports, ledger: { ...newsroom.ledger, listUnplannedArticles: never } };
    const batch = { kind: 'articles', articles: [ARTICLE], note: 'one', cursor: '', askAgainMs: null } as const;
    answer = () => Promise.resolve({ ...batch, hub: null, movedTo: null });
    for (let sweeps = 0; sweeps < 3; sweeps++) {
      await sweepLater();
      const lastPoll = { at: newsroom.clock.now() };
      const isTold = async () => expect(await newsroom.ledger.findSource('harbour')).toMatchObject({ lastPoll });
      await vi.waitFor(isTold, { timeout: 20_000 });
    }
    expect(asked).toBe(3);
  });
});
