import { expect, test } from 'vitest';
import { settleEdit } from './following.js';
import { TIMING } from './timing.js';

const NOW = new Date('2026-11-24T09:00:00Z');
const at = (ms: number): Date => new Date(NOW.getTime() + ms);
const CHANGE = { revision: 2, what: 'the headline changed', texts: ['New'] };
const ANSWER = { status: 500, code: '2', message: 'try later' };
const UNCLEAR = { kind: 'unclear', retryAt: null, answer: ANSWER } as const;

test('what was edited is followed, and so is what the network refuses, with its words', () => {
  expect(settleEdit({ kind: 'edited' }, CHANGE, 0, NOW, TIMING)).toEqual({
    kind: 'followed',
    revision: 2,
    note: 'the headline changed: edited in place',
    texts: ['New'],
  });
  expect(settleEdit({ kind: 'refused', answer: ANSWER }, CHANGE, 0, NOW, TIMING)).toEqual({
    kind: 'followed',
    revision: 2,
    note: 'the headline changed: not edited, the network says: try later',
    texts: null,
  });
});

test('what is unclear is done again, less and less often, and given up in the end', () => {
  const tried = (tries: number) => settleEdit(UNCLEAR, CHANGE, tries, NOW, TIMING);
  expect(tried(0)).toMatchObject({ kind: 'follow-later', at: at(15_000) });
  expect(tried(2)).toMatchObject({ kind: 'follow-later', at: at(60_000) });
  expect(tried(20)).toMatchObject({ kind: 'follow-later', at: at(600_000) });
  expect(tried(30)).toMatchObject({ kind: 'followed', texts: null });
});

test('a network that says when to come back is not asked before', () => {
  const outcome = { ...UNCLEAR, retryAt: at(3_600_000) };
  expect(settleEdit(outcome, CHANGE, 0, NOW, TIMING)).toMatchObject({ at: at(3_600_000) });
});
