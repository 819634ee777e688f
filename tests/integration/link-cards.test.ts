import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiDesk, type Colleague } from '../support/api-desk.js';
import { makePng } from '../support/make-png.js';
import { head, PageSite, picture, status } from '../support/page-site.js';

const PNG = makePng(1200, 630);
const NONE = '404 KWB_NOT_FOUND';

describe('the card of a link through the API', () => {
  let desk: ApiDesk;
  let site: PageSite;
  let marek: Colleague;
  beforeEach(async () => {
    site = await PageSite.open();
    desk = await ApiDesk.open();
    marek = await desk.join('Marek', 'editor');
  });
  afterEach(async () => {
    await desk.close();
    await site.close();
  });

  const show = (url: string) => marek.send('readCardPicture', { query: { url } });
  const refusal = (url: string) => marek.refusal('readCardPicture', { query: { url } });

  it('says what its page offers, and shows the picture by way of the service', async () => {
    const url = site.put(
      '/ferry',
      head(
        '<meta property="og:title" content="The ferry sails"><meta property="og:image" content="/card.png">' +
          '<meta property="og:image:alt" content="A ferry at night">',
      ),
    );
    site.put('/card.png', picture(PNG));
    const card = await marek.ask('readLinkCard', { body: { url } });
    const image = { url: `${site.url}/card.png`, alt: 'A ferry at night' };
    expect(card).toMatchObject({ kind: 'read', title: 'The ferry sails', image });
    const shown = await show(image.url);
    expect([shown.statusCode, shown.headers['content-type'], shown.rawPayload]).toEqual([
      200,
      'image/png',
      Buffer.from(PNG),
    ]);
    expect(shown.headers['cache-control']).toBe('private, max-age=3600');
  });

  it('shows nothing but pictures, and none of other machines while all is simulated', async () => {
    expect(await refusal(site.put('/page', head('')))).toBe(NONE);
    expect(await refusal(site.put('/drawing.svg', picture(Buffer.from('<svg onload="alert(1)"/>'))))).toBe(NONE);
    expect(await refusal(site.put('/gone', status(410)))).toBe(NONE);
    expect(await refusal('http://10.0.0.1/card.png')).toBe(NONE);
    expect(await refusal('https://harbour-post.example/card.png')).toBe(NONE);
    expect(await refusal(site.put('/large.png', picture(Buffer.concat([PNG, Buffer.alloc(6 * 1_048_576)]))))).toBe(
      NONE,
    );
  });
});
