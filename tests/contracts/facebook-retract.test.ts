import { afterEach, beforeEach, expect, it } from 'vitest';
import { SIMULATED_FACEBOOK_CREDENTIALS } from '../../src/simulators/facebook/simulated-page.js';
import { testAccount } from '../support/samples.js';
import { openTestedPage, type TestedPage } from '../support/tested-page.js';

const PAGE = testAccount({ network: 'facebook', remoteId: SIMULATED_FACEBOOK_CREDENTIALS.pageId });
/** What Facebook says of a post that is gone, and of one that we may not see, or may not delete. */
const NO_SUCH_OBJECT = {
  retract: { kind: 'error', key: 'no-object-delete' },
  read: { kind: 'error', key: 'no-object-get' },
};
const NOT_SHOWN = {
  kind: 'failed',
  answer: {
    status: 400,
    code: '100/33',
    message: expect.stringMatching(/does not show us.*look at the Page/) as string,
  },
};

let page: TestedPage;
let id: string;
beforeEach(async () => {
  page = await openTestedPage();
  id = await page.publish({ message: 'The ferry sails again' });
});
afterEach(() => page.close());

const retract = () => page.network.retract(id, PAGE, AbortSignal.timeout(10_000));
const visible = async () => (await page.timeline()).posts.map((post) => post.id);

it('a post that we have lost sight of is not called retracted: readers may see it', async () => {
  await page.breakNext('read', NO_SUCH_OBJECT.read, 2);
  await page.breakNext('retract', NO_SUCH_OBJECT.retract);
  expect(await retract()).toMatchObject(NOT_SHOWN);
  expect(await visible()).toEqual([id]);
});

it('nor is one that we see and may not delete', async () => {
  await page.breakNext('retract', NO_SUCH_OBJECT.retract);
  expect(await retract()).toMatchObject(NOT_SHOWN);
  expect(await visible()).toEqual([id]);
  expect(await retract()).toEqual({ kind: 'retracted' });
  expect(await visible()).toEqual([]);
});

it('one that we saw a moment ago and that is gone now is retracted', async () => {
  await page.breakNext('retract', { ...NO_SUCH_OBJECT.retract, applied: true });
  expect(await retract()).toEqual({ kind: 'retracted' });
});

it('that it is gone counts only while the Page can be read', async () => {
  await page.breakNext('retract', { ...NO_SUCH_OBJECT.retract, applied: true });
  await page.breakNext('me', { kind: 'error', key: 'token-page-role-lost' });
  expect(await retract()).toMatchObject(NOT_SHOWN);
});

it('one that a person has deleted on the Page before we came is for a person to look at', async () => {
  await page.call('DELETE', `/${id}`);
  expect(await retract()).toMatchObject(NOT_SHOWN);
});

it('one that we have deleted ourselves is gone', async () => {
  expect([await retract(), await retract()]).toEqual([{ kind: 'retracted' }, { kind: 'retracted' }]);
});

it('another refusal is passed on as it is', async () => {
  await page.breakNext('retract', { kind: 'error', key: 'page-buc-limit' });
  expect(await retract()).toMatchObject({ kind: 'failed', answer: { code: '80001' } });
});
