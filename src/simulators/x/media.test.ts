import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestedX, PIXEL, type TestedX } from '../../../tests/support/tested-x.js';

const DAY_MS = 24 * 60 * 60 * 1000;

let x: TestedX;
beforeEach(async () => {
  x = await openTestedX();
});
afterEach(() => x.close());

describe('a picture on X', () => {
  it('is posted with its alternative text, and its link ends the text', async () => {
    const id = await x.upload();
    await x.call('POST', '/2/media/metadata', { json: { id, metadata: { alt_text: { text: 'A full ferry' } } } });
    const posted = await x.publish({ text: 'Ferry', media: { media_ids: [id] } });
    expect(posted.text).toMatch(/^Ferry https:\/\/t\.co\/\w{10}$/);
    expect((await x.timeline()).posts[0]).toMatchObject({ text: 'Ferry', media: [{ alt: 'A full ferry' }] });
    expect((await x.list('?post.fields=entities,attachments')).data[0]).toMatchObject({
      attachments: { media_keys: [`3_${id}`] },
      entities: { urls: [{ expanded_url: `https://x.com/sim_gazette/status/${posted.id}/photo/1` }] },
    });
  });

  it('says its size and type, and how long it may be used', async () => {
    const media = PIXEL.toString('base64');
    const { body } = await x.call('POST', '/2/media/upload', { json: { media, media_category: 'tweet_image' } });
    expect(body).toMatchObject({
      data: { size: PIXEL.length, expires_after_secs: 86_400, image: { w: 1, h: 1, image_type: 'image/png' } },
    });
  });

  it.each([
    [
      'is a day old',
      async () => {
        const id = await x.upload();
        x.passTime(DAY_MS);
        return id;
      },
    ],
    ['is not complete', async () => initialize(PIXEL.length)],
    [
      'X never finishes',
      async () => {
        await x.configure({ mediaProcessing: 'stuck' });
        return x.upload();
      },
    ],
    ['X never gave out', () => Promise.resolve('1900000000000000101')],
  ])('is refused when it %s', async (_, idOf) => {
    const id = await idOf();
    const answer = await x.refused({ text: 'Ferry', media: { media_ids: [id] } });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ parameters: { 'media.media_ids': [id] }, message: 'Your media IDs are invalid.' }] },
    });
  });

  it('is refused at the door when it is none, or too large', async () => {
    const upload = (media: Buffer) =>
      x.call('POST', '/2/media/upload', { json: { media: media.toString('base64'), media_category: 'tweet_image' } });
    expect(await upload(Buffer.from('no picture'))).toMatchObject({ status: 400 });
    expect(await upload(Buffer.alloc(5 * 1024 * 1024 + 1))).toMatchObject({ status: 400 });
  });

  it('is complete only with all its bytes', async () => {
    const id = await initialize(PIXEL.length + 1);
    const form = new FormData();
    form.set('media', new Blob([new Uint8Array(PIXEL)]));
    form.set('segment_index', '0');
    expect(await x.call('POST', `/2/media/upload/${id}/append`, { form })).toMatchObject({ status: 200 });
    expect(await x.call('POST', `/2/media/upload/${id}/finalize`)).toMatchObject({ status: 400 });
  });

  it('tells how far its processing is', async () => {
    const state = async (id: string) =>
      (await x.call('GET', `/2/media/upload?command=STATUS&media_id=${id}`)).body as {
        data: { processing_info?: { state: string } };
      };
    const ready = await x.upload();
    expect((await state(ready)).data.processing_info).toBeUndefined();
    await x.configure({ mediaProcessing: 'stuck' });
    const stuck = await x.upload();
    expect((await state(stuck)).data.processing_info?.state).toBe('pending');
    x.passTime(60_000);
    expect((await state(stuck)).data.processing_info?.state).toBe('in_progress');
    await x.configure({ mediaProcessing: 'fails' });
    expect((await state(await x.upload())).data.processing_info?.state).toBe('failed');
  });
});

async function initialize(totalBytes: number): Promise<string> {
  const json = { media_type: 'image/png', total_bytes: totalBytes, media_category: 'tweet_image' };
  const { body } = await x.call('POST', '/2/media/upload/initialize', { json });
  return (body as { data: { id: string } }).data.id;
}
