import { describe, expect, it } from 'vitest';
import type { Route } from '../contract/route.js';
import { ROUTES, type RouteName } from '../contract/routes.js';
import { readRequest } from './read-request.js';
import type { Refusal } from './refusal.js';

/** What is said of the fields of a request. */
function fieldsOf(name: RouteName, body: unknown, query: unknown = {}): Readonly<Record<string, string>> {
  const route: Route = ROUTES[name];
  const params = { id: 'p', name: 'blog', network: 'x', file: 'default' };
  try {
    readRequest(route, { params, query, body, headers: { 'if-match': '"1"' } });
    return {};
  } catch (error) {
    return Object.fromEntries(((error as Refusal).more.fields ?? []).map(({ field, message }) => [field, message]));
  }
}

describe('what is not right with a field is said in plain words', () => {
  const posts = Array.from({ length: 201 }, () => ({ id: 'p', revision: 1 }));
  const person = { name: 'Ilse', login: 'ilse', role: 'editor' };
  const draft = (part: object) => ({ as: 'draft', variants: [{ account: 'a', parts: [part] }] });

  it.each<[string, RouteName, unknown, Readonly<Record<string, string>>]>([
    ['too many', 'changeManyPosts', { action: 'cancel', posts }, { posts: 'at most 200' }],
    ['none at all', 'changeManyPosts', { action: 'cancel', posts: [] }, { posts: 'at least 1' }],
    [
      'another action',
      'changeManyPosts',
      { action: 'burn', posts: [] },
      { action: 'one of: approve, cancel, hold, move' },
    ],
    ['too long', 'notePost', { note: 'a'.repeat(2_001) }, { note: 'at most 2000 characters' }],
    ['empty', 'notePost', { note: ' ' }, { note: 'must not be empty' }],
    ['missing', 'notePost', {}, { note: 'is missing' }],
    ['no text', 'notePost', { note: 7 }, { note: 'must be a text' }],
    ['no list', 'editPost', { parts: 'x' }, { parts: 'must be a list' }],
    ['a long login', 'addPerson', { ...person, login: 'a'.repeat(101) }, { login: 'at most 100 characters' }],
    ['no such role', 'addPerson', { ...person, role: 'king' }, { role: 'one of: viewer, editor, approver, admin' }],
    [
      'a login with a space',
      'addPerson',
      { ...person, login: 'ilse v' },
      { login: 'letters from a to z, digits and . _ @ + - alone, without spaces' },
    ],
    [
      'a webhook in capitals',
      'addWebhook',
      { name: 'Our Blog', dialect: 'ghost' },
      { name: 'small letters from a to z, digits and hyphens alone, at most 63, the first no hyphen' },
    ],
    [
      'no link',
      'composePosts',
      draft({ text: 'a', link: 'harbour' }),
      { 'variants.0.parts.0.link': 'an address such as https://example.com/page' },
    ],
    [
      'no time',
      'composePosts',
      { ...draft({ text: 'a' }), expiresAt: 'soon' },
      { expiresAt: 'a time such as 2026-11-25T18:30:00Z or 2026-11-25T18:30:00+09:00' },
    ],
    [
      'a short password',
      'setPassword',
      { link: 'a'.repeat(43), password: 'short' },
      { password: 'at least 12 characters' },
    ],
  ])('%s', (_what, name, body, fields) => {
    expect(fieldsOf(name, body)).toEqual(fields);
  });

  it('also in a query', () => {
    expect(fieldsOf('listPosts', undefined, { limit: '500' })).toEqual({ limit: 'at most 200' });
    expect(fieldsOf('listPosts', undefined, { limit: 'many' })).toEqual({ limit: 'must be a number' });
  });
});
