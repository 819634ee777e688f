import { describe, expect, it } from 'vitest';
import { areAlike, titleWords } from './title-likeness.js';

const alike = (one: string, other: string): boolean => areAlike(titleWords(one), titleWords(other));

describe('titles', () => {
  it.each([
    ['Night Ferry Returns After Two Years', 'NIGHT FERRY returns – after two years!'],
    ['Café “Léon” to close', "Cafe 'Leon' to close"],
    ['The mayor’s ferry', "The mayor's ferry"],
    ['Night ferry returns after two long years', 'Night ferry returns after two years'],
    ['Council votes to light the old harbour lighthouse again', 'Council votes to light old harbour lighthouse again'],
    ['夜のフェリー、2年ぶりに再開', '夜のフェリー 2年ぶりに再開'],
    ['Briefing', 'briefing'],
  ])('“%s” and “%s” say the same', (one, other) => {
    expect(alike(one, other)).toBe(true);
  });

  it.each([
    ['Night ferry returns', 'Night ferry cancelled'],
    ['Ferry returns', 'Ferry returns late'],
    ['Magnitude 5.1 quake shakes the northern islands', 'Magnitude 6.1 quake shakes the northern islands'],
    ['Coronavirus briefing for Monday', 'Coronavirus briefing for Tuesday'],
    ['夜のフェリー', '朝のフェリー'],
    ['', ''],
    ['!!!', '???'],
  ])('“%s” and “%s” are two', (one, other) => {
    expect(alike(one, other)).toBe(false);
  });

  it('one of a megabyte is compared by its beginning, which an index can hold', () => {
    expect(Buffer.byteLength(titleWords('夜'.repeat(1_000_000)))).toBeLessThan(2_700);
  });
});
