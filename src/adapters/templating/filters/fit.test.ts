import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { weightedLength } from '../../networks/x/weighted-length.js';
import { fit, ifFits, roomBeside } from './fit.js';

const count = (text: string): number => text.length;

describe('fit', () => {
  it('leaves a headline alone that fits', () => {
    expect(fit('Bridge reopens', 14, count)).toBe('Bridge reopens');
  });

  it('cuts between words and counts the ellipsis', () => {
    expect(fit('Harbour bridge reopens after two years', 24, count)).toBe('Harbour bridge reopens…');
  });

  it('leaves no comma, dash or opening bracket before the ellipsis', () => {
    expect(fit('Bridge, tunnel, ferry (all closed)', 24, count)).toBe('Bridge, tunnel, ferry…');
  });

  it('cuts Japanese where the dictionary ends a word, at twice the weight', () => {
    const cut = fit('港の橋が二年ぶりに再開し路面電車が走る', 20, weightedLength);
    expect(cut).toMatch(/^港の橋が.*…$/u);
    expect(weightedLength(cut)).toBeLessThanOrEqual(20);
  });

  it('cuts a word that would leave most of the room empty', () => {
    expect(fit('A Donaudampfschifffahrtsgesellschaft', 20, count)).toBe('A Donaudampfschifff…');
  });

  it('never cuts a link', () => {
    expect(fit('Read https://www.example.com/a/very/long/address', 30, count)).toBe('Read…');
    expect(fit('https://www.example.com/a/very/long/address', 30, count)).toBe('');
  });

  it('never cuts inside a family of emoji', () => {
    expect(fit('👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 5, weightedLength)).toBe('👨‍👩‍👧…');
  });

  it('says nothing where there is no room', () => {
    expect(fit('Bridge', 0, count)).toBe('');
    expect(fit('Bridge', -20, count)).toBe('');
  });

  it('keeps to the limit and to the beginning of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: -5, max: 60 }), (text, limit) => {
        const cut = fit(text, limit, weightedLength);
        expect(cut === '' || weightedLength(cut) <= limit).toBe(true);
        expect(cut === text || text.startsWith(cut.slice(0, -1))).toBe(true);
      }),
    );
  });
});

describe('ifFits', () => {
  it('is all or nothing', () => {
    expect(ifFits('#Trams #Harbour', 15, count)).toBe('#Trams #Harbour');
    expect(ifFits('#Trams #Harbour', 14, count)).toBe('');
  });
});

describe('roomBeside', () => {
  it('takes off the other paragraphs and a blank line for each that says something', () => {
    expect(roomBeside(280, ['Headline', '', 'https://www.example.com/a/b/c'], weightedLength)).toBe(280 - 10 - 25);
  });
});
