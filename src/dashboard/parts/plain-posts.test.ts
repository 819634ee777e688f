import { expect, it } from 'vitest';
import { plainPosts } from './plain-posts.js';

const ID = '01KB3V5D0000000000000000ZZ';

it.each([
  [`post ${ID} is awaiting-approval, and needs it`, 'the post is “To approve”, and needs it'],
  [`post ${ID} is publishing: it is being sent`, 'the post is “Going out”: it is being sent'],
  [
    `post ${ID} has changed since you looked at it: look again`,
    'the post has changed since you looked at it: look again',
  ],
  ['the post office is closed', 'the post office is closed'],
])('a complaint names a post as people do: %s', (told, said) => {
  expect(plainPosts(told)).toBe(said);
});
