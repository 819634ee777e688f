import type { NetworkName } from '../../domain/account.js';

/** The first row whose pattern is in the code or the words of an answer says what a person can do about it. */
export type Cures = readonly (readonly [pattern: RegExp, cure: string])[];

const RENEW_X =
  'X does not know the keys of this account: make new ones in its developer console, put them into the configuration, and start the service again.';
const RENEW_FACEBOOK =
  'Facebook does not know the token any more: make a new Page token, put it into the configuration, and start the service again.';
const SIGN_IN_FACEBOOK =
  'Facebook wants a person to prove who they are: sign in at facebook.com as an administrator of the Page, do what it asks, then resume the account.';
const LATER = 'allows no more for now: it goes out by itself as soon as it may.';

/** Codes stand at the beginning, words behind them; sources: the tables of answers beside each network. */
export const CURES: Readonly<Record<NetworkName, Cures>> = {
  x: [
    [/^187 |duplicate/i, 'X has this very text of this account already. Change a word and send it, or cancel it.'],
    [/^186 |too long/i, 'It is longer than X takes. Shorten it, or split it into a thread, and send it.'],
    [/cashtag/i, 'X allows one word with $ in a post. Take the others out and send it.'],
    [/^32[45] |media.(ids?|invalid)/i, 'X did not keep a picture. Take it out, add it again, and send it.'],
    [/^reply-restricted /i, 'X lets an account answer only some posts. Say it in a post of its own.'],
    [/^385 |parent-not-visible/i, 'The post before it is not on X any more. Say the rest in a post of its own.'],
    [
      /spend cap|^credits |^402 /i,
      'The money for posts on X is used up: add credit in its developer console, then resume the account.',
    ],
    [
      /usage.cap/i,
      'The month’s allowance of X is used up: a larger plan in its developer console, or the new month, brings more.',
    ],
    [/rate.limit|too many requests|^(88|185|344) |daily status/i, `X ${LATER}`],
    [/suspended|^64 /i, 'X has suspended the account: sign in at x.com, settle it there, then resume the account.'],
    [/^(326|226) |locked/i, 'X has locked the account: sign in at x.com, do what it asks, then resume the account.'],
    [
      /oauth1-permissions/i,
      'The keys may read and not write: give the app “Read and write” in X’s developer console, make new keys, and start the service with them.',
    ],
    [
      /client-(forbidden|not-enrolled)|^453 /i,
      'The app has no access to X’s API v2: attach it to a project with a plan in the developer console.',
    ],
    [/^(32|89) |unsupported-authentication|unauthorized/i, RENEW_X],
    [
      /^not-permitted /i,
      'X does not say why. Look at the account on x.com: often it is limited for a while. Then change the words, or send it later.',
    ],
    [/^not-connected /i, 'No keys of X are configured for this account: the page Accounts says what is needed.'],
  ],
  facebook: [
    [/^190\/(459|464) |^368\/(1404006|1404078|1404112|4854002) /, SIGN_IN_FACEBOOK],
    [
      /^190\/492 /,
      'Who made the token has no role on the Page any more: somebody who has makes a new Page token. Put it into the configuration, and start the service again.',
    ],
    [/^(190|102|2500)(\/\d+)? /, RENEW_FACEBOOK],
    [
      /^(3|10|200|210|283)(\/\d+)? /,
      'The token lacks a permission: it needs pages_manage_posts, pages_read_engagement and pages_show_list. Make a new one, put it into the configuration, and start the service again.',
    ],
    [
      /^100\/33 /,
      'The token cannot see this Page: compare the Page’s id with the token’s, then start the service with the right ones.',
    ],
    [
      /^506 |already posted/i,
      'Facebook has this very text of this Page already. Change a word and send it, or cancel it.',
    ],
    [
      /^368\/1346003 /,
      'Facebook takes its words or its link for abuse. Change them and send it, or settle it with Facebook.',
    ],
    [
      /^368\/1390008 /,
      'Facebook finds that the Page posts too fast: nothing goes out for some hours, then it goes on by itself.',
    ],
    [
      /^368(\/\d+)? /,
      'Facebook has blocked the Page for a while: look at its inbox on facebook.com. It is tried once more by itself.',
    ],
    [/^(4|17|32|341|613|80001)(\/\d+)? /, `Facebook ${LATER}`],
    [
      /^1609005 /,
      'Facebook could not read the page of the link: see that it opens without signing in, then send it again.',
    ],
    [/^1500(\/\d+)? /, 'Facebook does not take the link. Correct it and send it.'],
    [
      /^(324|100\/1366046|5101)(\/\d+)? /,
      'Facebook does not take a picture. Bring it as a JPEG or PNG of less than 4 MB, and send it.',
    ],
    [/^197 /, 'Facebook takes no post without words. Write some and send it.'],
    [/^not-connected /, 'No token of Facebook is configured for this account: the page Accounts says what is needed.'],
  ],
};
