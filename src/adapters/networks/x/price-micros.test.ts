import { describe, expect, it } from 'vitest';
import { testAccount } from '../../../../tests/support/samples.js';
import { DEFAULT_ACCOUNT_SETTINGS, type Prices } from '../../../domain/account.js';
import { priceMicros } from './price-micros.js';

const PRICES: Prices = { postMicros: 15_000, linkPostMicros: 200_000, altTextMicros: 5_000 };
const priceOf = (text: string, alts: readonly string[] = [], prices: Prices | null = PRICES) =>
  priceMicros(
    { text, link: null, media: alts.map((alt) => ({ pictureId: 'p', url: null, alt })) },
    testAccount({ settings: { ...DEFAULT_ACCOUNT_SETTINGS, prices } }),
  );

describe('the price of a part on X', () => {
  it.each([
    ['a text', 'The ferry returns', [], 15_000],
    ['a link', 'The ferry returns https://example.com/ferry', [], 200_000],
    ['a link without its protocol', 'The ferry returns, see example.com', [], 200_000],
    ['an address in which X sees no link', 'The ferry returns http://127.0.0.1:8080/ferry', [], 15_000],
    ['two pictures of which one is described', 'The ferry', ['The ferry at night', ''], 20_000],
    ['a link and four described pictures', 'See example.com', ['a', 'b', 'c', 'd'], 220_000],
  ])('counts %s', (_, text, alts, micros) => {
    expect(priceOf(text, alts)).toBe(micros);
  });

  it('is nothing where nothing is charged', () => {
    expect(priceOf('See example.com', ['a'], null)).toBeNull();
  });
});
