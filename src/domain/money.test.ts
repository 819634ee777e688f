import { describe, expect, it } from 'vitest';
import { formatDollars, sumPrices, toDollars } from './money.js';

describe('prices', () => {
  it.each([
    [0, '$0.00'],
    [15_000, '$0.015'],
    [200_000, '$0.20'],
    [215_000, '$0.215'],
    [50_000_000, '$50.00'],
    [1, '$0.000001'],
  ])('%d millionths are written %s', (micros, written) => {
    expect(formatDollars(micros)).toBe(written);
  });

  it('a thread costs what its parts cost, and nothing where the network charges nothing', () => {
    expect(sumPrices([{ priceMicros: 15_000 }, { priceMicros: null }, { priceMicros: 200_000 }])).toBe(215_000);
    expect(sumPrices([{ priceMicros: null }])).toBeNull();
  });

  it('machines read dollars as they are written', () => {
    expect(JSON.stringify([15_000, 215_000, 300_000].map(toDollars))).toBe('[0.015,0.215,0.3]');
  });
});
