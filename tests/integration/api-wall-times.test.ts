import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RouteName } from '../../src/api/contract/routes.js';
import { ApiDesk, ifMatch, type Colleague } from '../support/api-desk.js';

const AT = '2099-01-01T10:00:00Z';
const TOKYO = { at: '2099-01-01T19:00', zone: 'Asia/Tokyo' };

describe('a time of the wall, through the API', () => {
  let desk: ApiDesk;
  let marek: Colleague;
  let account: string;
  beforeEach(async () => {
    desk = await ApiDesk.open();
    marek = await desk.join('Marek', 'editor');
    account = (await desk.accountOn('x')).id;
  });
  afterEach(() => desk.close());

  const said = (text: string, when: object) => ({ variants: [{ account, parts: [{ text }] }], when });
  const compose = (text: string, when: object, as = 'queue') =>
    marek.ask('composePosts', { body: { ...said(text, when), as } });

  it.each([
    ['Mars', { ...TOKYO, zone: 'Mars/Phobos' }, /"Mars\/Phobos" is not a time zone: .* Europe\/London/],
    ['no zone at all', { ...TOKYO, zone: '2020-01-01T00:00Z' }, /Europe\/London/],
    ['month 99', { ...TOKYO, at: '2099-99-01T99:99' }, /there is no such time: 2099-99-01T99:99/],
    ['30 February', { ...TOKYO, at: '2099-02-30T19:00' }, /there is no such time/],
    ['half a year later', { ...TOKYO, at: '2099-06-01T19:00' }, /2099-06-01T10:00:00.000Z.* leave wallTime out/],
  ])('is refused where it is none, or another one than `at`: %s', async (_which, wallTime, words) => {
    const when = { kind: 'at', at: AT, wallTime };
    const [draft] = (await compose('A draft', { kind: 'now' }, 'draft')).items;
    const seen = { params: { id: draft?.id ?? '' }, headers: ifMatch(draft?.revision ?? 0), body: { when } };
    const asked: readonly (readonly [RouteName, object])[] = [
      ['composePosts', { body: { ...said('Ferry', when), as: 'queue' } }],
      ['previewPosts', { body: said('Ferry', when) }],
      ['movePost', seen],
      ['queuePost', seen],
    ];
    for (const [name, asking] of asked) {
      const reply = await marek.send(name, asking);
      const { code, fields } = reply.json<{ code: string; fields: { field: string; message: string }[] }>();
      expect([name, reply.statusCode, code]).toEqual([name, 400, 'KWB_INPUT_INVALID']);
      expect(fields).toEqual([
        {
          field: expect.stringMatching(/^when\.wallTime/) as string,
          message: expect.stringMatching(words) as string,
        },
      ]);
    }
    expect(await desk.ledger.listPosts({ state: 'scheduled' })).toEqual([]);
  });

  it.each([
    ['at that minute', { at: '2099-01-01T10:00:42Z', wallTime: TOKYO }],
    ['with an offset', { at: '2099-01-01T19:00:00+09:00', wallTime: TOKYO }],
    [
      'the first that comes twice',
      { at: '2030-10-27T00:30:00Z', wallTime: { at: '2030-10-27T02:30', zone: 'Europe/Berlin' } },
    ],
    [
      'the second that comes twice',
      { at: '2030-10-27T01:30:00Z', wallTime: { at: '2030-10-27T02:30', zone: 'Europe/Berlin' } },
    ],
    [
      'that is skipped: an hour behind',
      { at: '2030-03-31T01:30:00Z', wallTime: { at: '2030-03-31T02:30', zone: 'Europe/Berlin' } },
    ],
  ])('is taken %s', async (_which, time) => {
    const { items } = await compose('Ferry', { kind: 'at', ...time });
    expect(items).toMatchObject([{ state: 'scheduled', dueAt: new Date(time.at).toISOString() }]);
  });
});
