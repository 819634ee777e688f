import { afterEach, beforeEach, expect, it } from 'vitest';
import { testAccount } from '../../../../tests/support/samples.js';
import { openTestedPage, type TestedPage } from '../../../../tests/support/tested-page.js';
import type { Prepared, Saved } from '../../../application/ports/network.js';
import { DEFAULT_ACCOUNT_SETTINGS } from '../../../domain/account.js';
import type { Part } from '../../../domain/post.js';

const ACCOUNT = testAccount({ network: 'facebook', settings: { ...DEFAULT_ACCOUNT_SETTINGS, twoPhase: true } });
const LINK = 'http://127.0.0.1:9/ferry';
const partWith = (photos: number): Part => ({
  position: 0,
  text: 'The ferry sails again',
  link: LINK,
  media: Array.from({ length: photos }, (_, index) => ({ pictureId: String(index), url: null, alt: '' })),
  inReplyTo: null,
});

let page: TestedPage;
beforeEach(async () => {
  page = await openTestedPage();
  // The Page's own guard against doubles would do our work.
  await page.configure({ duplicateGuard: false });
});
afterEach(() => page.close());

async function prepare(part: Part, saved: Saved): Promise<Prepared> {
  const made = await page.network.prepare(part, ACCOUNT, saved, AbortSignal.timeout(10_000));
  if (made.kind === 'failed') throw new Error(`not prepared: ${made.outcome.answer.message}`);
  return made.prepared;
}
const countHidden = async (): Promise<number> => (await page.timeline()).hidden.length;

it.each([0, 1, 2])(
  'a post with %i photos that a dead worker left unpublished is adopted, an hour later still',
  async (photos) => {
    const { unpublishedId } = await prepare(partWith(photos), null);
    page.passTime(60 * 60_000);
    expect(await prepare(partWith(photos), 'lost')).toEqual({ mediaIds: [], usableUntil: null, unpublishedId });
    expect(await countHidden()).toBe(1);
  },
);

it('what a dead worker did not come to make is made, and no other post is taken for it', async () => {
  await prepare(partWith(2), null);
  await prepare({ ...partWith(1), text: 'The ferry is late' }, null);
  await page.publish({ message: partWith(1).text, link: LINK });
  await prepare(partWith(1), 'lost');
  expect(await countHidden()).toBe(3);
});

it('a Page that cannot be read keeps no post back', async () => {
  await prepare(partWith(0), null);
  await page.breakNext('list', { kind: 'error', key: 'unexpected-retry-later' });
  await prepare(partWith(0), 'lost');
  expect(await countHidden()).toBe(2);
});

it('the Page is not read where nothing can be lost', async () => {
  await prepare(partWith(0), null);
  expect(await page.operations()).toEqual(['scrape', 'create-unpublished']);
});
