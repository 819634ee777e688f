import { expect, it } from 'vitest';
import { remoteIdIn } from './remote-id-in.js';

it.each([
  'https://x.com/harbourpost/status/1900000000000000001',
  'https://twitter.com/harbourpost/status/1900000000000000001?s=20',
  'https://mobile.twitter.com/harbourpost/status/1900000000000000001/photo/1',
  'https://www.x.com/i/web/status/1900000000000000001#top',
  ' x.com/i/status/1900000000000000001 ',
  'http://127.0.0.1:41234/i/web/status/1900000000000000001',
])('an editor who pastes %s means that post', (address) => {
  expect(remoteIdIn(address)).toBe('1900000000000000001');
});

it.each([
  'https://x.com/harbourpost',
  'https://x.com/harbourpost/status/',
  'https://x.com/harbourpost/status/19a',
  'https://example.com/harbourpost/status/1900000000000000001',
  'https://notx.com/i/web/status/1900000000000000001',
  'the second one from above',
  '',
])('%j is no address of a post on X', (address) => {
  expect(remoteIdIn(address)).toBeNull();
});
