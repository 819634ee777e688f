import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { articleKeys } from '../../src/application/article-keys.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import { ARTICLE } from '../support/samples.js';
import type { Engine } from '../support/test-databases.js';

describe.each<Engine>(['sqlite', 'postgres'])('a search with the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const find = async (words: string) => {
    const { items } = await desk.ledger.searchPosts({ words, sort: 'next' }, { cursor: null, limit: 10 });
    return items.map(({ parts }) => parts[0]?.text);
  };

  it.each([
    ['The night ferry returns', 'ght fer'],
    ['The night ferry returns', 'NIGHT'],
    ['The night ferry returns', 'ns'],
    ['The night ferry returns', 'f'],
    ['Die Fähre kehrt zurück', 'ähre'],
    ['夜の渡し船が二年ぶりに再開', '渡し'],
    ['夜の渡し船が二年ぶりに再開', '再開'],
    ['Up 5% OR "more" *today*', '5% OR "more" *'],
    ['a_b', '_b'],
  ])('of “%s” finds it by “%s”', async (text, words) => {
    await desk.schedule({ text });
    await desk.schedule({ text: 'Something else' });
    expect(await find(words)).toEqual([text]);
  });

  it('takes signs for signs: what stands nowhere is not found', async () => {
    await desk.schedule({ text: 'The night ferry returns' });
    for (const words of ['night%returns', 'n_ght', '"night"', 'night OR day', 'nigh*', '""', '%%'])
      expect(await find(words)).toEqual([]);
  });

  it('knows what a post says now, in any part of it', async () => {
    const post = await desk.scheduleThread(['First things', 'Second thoughts']);
    expect(await find('thought')).toEqual(['First things']);
    const parts = [{ text: 'Only this', link: null, media: [], priceMicros: null }];
    await desk.ledger.replaceParts(post.id, post.revision, parts, []);
    expect([await find('thought'), await find('Only')]).toEqual([[], ['Only this']]);
  });

  it('finds articles by their titles, also by a changed one', async () => {
    const record = (title: string) => {
      const article = { ...ARTICLE, title };
      return desk.ledger.recordArticle(article, articleKeys(ARTICLE, null, 'UTC'), 'file', null);
    };
    const search = async (words: string) =>
      (await desk.ledger.searchArticles(words, { cursor: null, limit: 10 })).items.map(({ article }) => article.title);
    const { id } = await record('Night Ferry Returns');
    expect(await search('ferry RET')).toEqual(['Night Ferry Returns']);
    await record('Night Bus Returns');
    expect([await search('ferry'), await search('bu')]).toEqual([[], ['Night Bus Returns']]);
    expect(await desk.ledger.listTitles([id])).toEqual(new Map([[id, 'Night Bus Returns']]));
  });
});
