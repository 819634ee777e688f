import { describe, expect, test } from 'vitest';
import type { PageAnswer } from '../domain/page-check.js';
import { judgeArticlePage } from './judge-page.js';

const ASKED = 'https://www.harbour.example/2026/ferry';

function hidden(address: string, canonicalLink: string | null = null): PageAnswer {
  const facts = { title: null, canonical: null, canonicalLink, isNoindex: true, summary: null, image: null };
  return { kind: 'answered', status: 200, address, facts };
}

describe('a page that asks not to be found', () => {
  test.each([
    [ASKED, ASKED],
    [ASKED, `${ASKED}/`],
    [ASKED, 'https://harbour.example/2026/ferry/amp/'],
    [ASKED, 'https://m.harbour.example/2026/ferry?utm_source=x'],
    [ASKED, `${ASKED}?nocookie=1`],
    [`${ASKED}?from=feed`, ASKED],
    ['https://harbour.example', 'https://www.harbour.example/'],
  ])('speaks for the article at %s when it is at %s', (asked, address) => {
    expect(judgeArticlePage(asked, hidden(address))).toMatchObject({ kind: 'taken-down', code: 'noindex' });
  });

  test('speaks for the article when its canonical link leads back to it', () => {
    const answer = hidden('https://app.harbour.example/reader?story=ferry', 'https://harbour.example/2026/ferry/');
    expect(judgeArticlePage(ASKED, answer)).toMatchObject({ kind: 'taken-down', code: 'noindex' });
  });

  test.each([
    ['https://consent.harbour.example/collect?continue=1&session=s3cret', 'https://consent.harbour.example/collect'],
    [
      'https://www.harbour.example/wp-login.php?redirect_to=%2F2026%2Fferry',
      'https://www.harbour.example/wp-login.php',
    ],
    ['https://www.harbour.example/view.php?consent=1', 'https://www.harbour.example/view.php'],
  ])('says nothing of the article when a redirect to %s ended there', (address, shown) => {
    for (const asked of [ASKED, 'https://www.harbour.example/view.php?id=5'])
      for (const canonical of [null, address])
        expect(judgeArticlePage(asked, hidden(address, canonical))).toEqual({
          kind: 'no-answer',
          code: 'no-answer',
          reason: `its page cannot be seen (it leads to ${shown}, which asks not to be found): ${asked}`,
        });
  });

  test('that is the home page has taken the place of the article', () => {
    expect(judgeArticlePage(ASKED, hidden('https://www.harbour.example/'))).toMatchObject({ code: 'home' });
  });
});
