import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../application/ports/desk-ledger.js';
import { cureOf } from './cure-of.js';

const refused = (status: number, code: string | null, message: string): Pick<Delivery, 'state' | 'answer'> => ({
  state: 'refused',
  answer: { status, code, message },
});

describe('what a person can do about the answer of a network', () => {
  it.each([
    ['x', 403, null, 'You are not allowed to create a Tweet with duplicate content.', /Change a word/],
    ['x', 403, '187', 'Status is a duplicate.', /Change a word/],
    ['x', 400, 'invalid-request', 'Your Tweet text is too long.', /Shorten it/],
    ['x', 403, null, 'Posts are limited to a maximum of one cashtag.', /one word with \$/],
    ['x', 402, 'credits', 'Your account has no credits.', /add credit/],
    ['x', 403, 'oauth1-permissions', 'Your client app is not configured', /Read and write/],
    ['x', 401, null, 'Unauthorized', /new ones in its developer console/],
    ['x', 403, '326', 'To protect our users this account is temporarily locked.', /sign in at x\.com/],
    ['facebook', 400, '190/463', 'Session has expired', /new Page token/],
    ['facebook', 400, '190/459', 'The user is checkpointed', /prove who they are/],
    ['facebook', 403, '200', 'Requires pages_manage_posts', /pages_show_list/],
    ['facebook', 400, '506', 'Duplicate status message', /Change a word/],
    ['facebook', 400, '1609005', 'Link scrape failed', /page of the link/],
    ['facebook', 400, '324', 'Missing or invalid image file', /picture/],
    ['facebook', 400, '77777', 'Nobody has met this', /change what its answer names/],
  ] as const)('%s: %i %s %s', (network, status, code, message, cure) => {
    expect(cureOf(refused(status, code, message), network)).toMatch(cure);
  });

  it('says nothing about what is published', () => {
    expect(cureOf({ state: 'published', answer: null }, 'x')).toBeNull();
  });

  it('promises to try again where the network asks to wait', () => {
    const waits = { state: 'deferred', answer: { status: 429, code: null, message: 'Too Many Requests' } } as const;
    expect(cureOf(waits, 'x')).toMatch(/by itself/);
  });
});
