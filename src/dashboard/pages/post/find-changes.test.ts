import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findChanges } from './find-changes.js';

function drawn(before: string, after: string): string {
  const MARKS = { same: ['', ''], gone: ['[-', '-]'], new: ['[+', '+]'] } as const;
  return findChanges(before, after)
    .map(({ kind, words }) => MARKS[kind].join(words))
    .join('');
}

describe('what changed in a text', () => {
  it.each([
    ['Two crews lifted', 'Three crews lifted', '[-Two-][+Three+] crews lifted'],
    ['The same', 'The same', 'The same'],
    ['', 'All new', '[+All new+]'],
    ['百年ぶりに刷られた', '百年ぶりに彫られた', '百年ぶりに[-刷-][+彫+]られた'],
  ])('%s → %s', (before, after, expected) => {
    expect(drawn(before, after)).toBe(expected);
  });

  it('never loses or invents a word', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const changes = findChanges(before, after);
        const without = (kind: string): string =>
          changes.flatMap((change) => (change.kind === kind ? [] : [change.words])).join('');
        expect([without('new'), without('gone')]).toEqual([before, after]);
      }),
    );
  });
});
