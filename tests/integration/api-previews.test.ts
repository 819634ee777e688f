import { afterEach, describe, expect, it } from 'vitest';
import { ApiDesk, type Colleague } from '../support/api-desk.js';

const MINUTE_MS = 60_000;
/** 21:00 in Tokyo. */
const EVENING = Date.parse('2099-01-01T12:00:00Z');
const SLOT = { kind: 'slot' };

describe('what a preview says of a time that is moved', () => {
  let desk: ApiDesk;
  let marek: Colleague;
  const open = async (limits: Readonly<Record<string, string>>): Promise<void> => {
    desk = await ApiDesk.open(limits);
    marek = await desk.join('Marek', 'editor');
  };
  afterEach(() => desk.close());

  it('names the gap, the quiet hours, or both where both do it', async () => {
    await open({ FACEBOOK_MINIMUM_GAP: '10m', FACEBOOK_QUIET_HOURS: '22:00-07:00' });
    await schedule(0);
    await schedule(55);
    expect(await movedFrom(5)).toEqual([`facebook keeps 10 min between posts: it goes out at ${at(10)}`]);
    expect(await movedFrom(120)).toEqual([`facebook is quiet from 22:00 to 07:00: it goes out at ${at(600)}`]);
    expect(await movedFrom(50)).toEqual([
      `facebook is quiet from 22:00 to 07:00 and keeps 10 min between posts: it goes out at ${at(600)}`,
    ]);
    expect(await movedFrom(30)).toEqual([]);
  });

  it('names the quota, and all of the limits that would move it alike', async () => {
    await open({ FACEBOOK_MINIMUM_GAP: '1h', FACEBOOK_POSTS_PER_HOUR: '1', FACEBOOK_POSTS_PER_DAY: '2' });
    await schedule(0);
    expect(await movedFrom(30)).toEqual([
      `facebook keeps 60 min between posts and takes 1 post an hour: it goes out at ${at(60)}`,
    ]);
    await schedule(120);
    expect(await movedFrom(240)).toEqual([`facebook takes 2 posts a day: it goes out at ${at(1440)}`]);
  });

  it('is said of the next free slot, too, where the account has no slots', async () => {
    await open({ FACEBOOK_MINIMUM_GAP: '2h', X_MINIMUM_GAP: '2h', X_SLOTS: '00:00,06:00,12:00,18:00' });
    for (const network of ['x', 'facebook'] as const) await say(network, 'Now', { kind: 'now' });
    expect(await moved('facebook', SLOT)).toEqual([
      expect.stringMatching(/^facebook keeps 2 h between posts: it goes out at /),
    ]);
    expect(await moved('x', SLOT)).toEqual([]);
  });

  function schedule(minutes: number): Promise<void> {
    return say('facebook', `At ${String(minutes)}`, { kind: 'at', at: at(minutes) });
  }

  async function say(network: 'x' | 'facebook', text: string, when: object): Promise<void> {
    const variants = [{ account: (await desk.accountOn(network)).id, parts: [{ text }] }];
    await marek.ask('composePosts', { body: { as: 'queue', variants, when } });
  }

  function movedFrom(minutes: number): Promise<readonly string[]> {
    return moved('facebook', { kind: 'at', at: at(minutes) });
  }

  async function moved(network: 'x' | 'facebook', when: object): Promise<readonly string[]> {
    const variants = [{ account: (await desk.accountOn(network)).id, parts: [{ text: 'Another' }] }];
    const { items } = await marek.ask('previewPosts', { body: { variants, when } });
    const warnings = items.flatMap((preview) => preview.warnings);
    return warnings.filter(({ code }) => code === 'moved').map(({ message }) => message);
  }
});

function at(minutes: number): string {
  return new Date(EVENING + minutes * MINUTE_MS).toISOString();
}
