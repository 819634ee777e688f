import { expect, test } from 'vitest';
import { remoteIdIn, wholePostId } from './remote-id-in.js';

test.each([
  ['https://www.facebook.com/61550000000001/posts/122100000000000001', '122100000000000001'],
  [
    'https://www.facebook.com/HarbourPost/posts/the-ferry-sails-again/122100000000000001/?ref=share',
    '122100000000000001',
  ],
  ['https://m.facebook.com/story.php?story_fbid=777&id=61550000000001', '777'],
  ['https://www.facebook.com/permalink.php?id=100&story_fbid=777', '777'],
  ['https://facebook.com/100200300_777', '100200300_777'],
  ['http://127.0.0.1:4310/61550000000001/posts/122100000000000001', '122100000000000001'],
])('an editor may paste %s', (address, id) => {
  expect(remoteIdIn(address)).toBe(id);
});

test.each([
  'https://www.facebook.com/HarbourPost',
  'https://www.facebook.com/HarbourPost/posts/pfbid02abc',
  'https://www.facebook.com/permalink.php?story_fbid=pfbid02abc&id=100',
  'https://www.facebook.com/photo/?fbid=51',
  'https://facebook.com.example/100_777',
  'ftp://facebook.com/100_777',
  'https://x.com/HarbourPost/status/777',
  '777',
])('%s is no address of a post', (address) => {
  expect(remoteIdIn(address)).toBeNull();
});

test('a number alone is a post of the connected Page', () => {
  expect(wholePostId('777', '100')).toBe('100_777');
  expect(wholePostId('100_777', '900')).toBe('100_777');
});
