import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestedX, type TestedX } from '../../../tests/support/tested-x.js';

let x: TestedX;
let site: Server;
let page = '';
beforeEach(async () => {
  x = await openTestedX();
  site = createServer((_, response) => response.end(page));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await x.close();
  await new Promise((resolve) => site.close(resolve));
});

const drawn = async (): Promise<string> => (await fetch(x.url)).text();
const address = (): string => `http://127.0.0.1:${String((site.address() as AddressInfo).port)}/story`;

describe('the timeline that readers of the simulated X see', () => {
  it('says SIMULATED on every post', async () => {
    await x.publish({ text: 'One' });
    await x.publish({ text: 'Two' });
    expect((await drawn()).match(/<span class="x-badge">SIMULATED<\/span>/g)).toHaveLength(2);
  });

  it('shows the newest first, a thread in reading order, and no deleted post', async () => {
    const first = await x.publish({ text: 'Thread one' });
    await x.publish({ text: 'Story' });
    await x.publish({ text: 'Thread two', reply: { in_reply_to_tweet_id: first.id } });
    const gone = await x.publish({ text: 'Mistake' });
    await x.call('DELETE', `/2/tweets/${gone.id}`);
    const texts = [...(await drawn()).matchAll(/<p class="x-text">([^<]*)/g)].map(([, text]) => text);
    expect(texts).toEqual(['Thread one', 'Thread two', 'Story']);
  });

  it('draws the card of a page on this machine with its title, and the domain alone of any other', async () => {
    page =
      '<title>x</title><meta property="og:title" content="Ferry &amp; tide"><meta name="description" content="Late.">';
    await x.publish({ text: `Ferry ${address()}` });
    await x.publish({ text: 'Elsewhere https://news.example.com/a' });
    await expect.poll(drawn).toContain('Ferry &#38; tide');
    expect(await drawn()).toContain('<span class="x-soft">Late.</span>');
    expect(await drawn()).toContain('<span class="x-soft">news.example.com</span>');
  });

  it('lets no text of a post, a picture or a page become markup', async () => {
    const evil = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
    page = `<title>&lt;/span&gt;&lt;script&gt;alert(3)&lt;/script&gt;</title>`;
    const id = await x.upload();
    await x.call('POST', '/2/media/metadata', { json: { id, metadata: { alt_text: { text: evil } } } });
    await x.publish({ text: evil, media: { media_ids: [id] } });
    await x.publish({ text: `#tag"<b> @name<i> ${address()}?"onclick=alert(4)` });
    await expect.poll(drawn).toContain('alert(3)');
    const html = await drawn();
    expect(html).not.toMatch(/<script|<img src=x|<b>alert|<i>|"onclick/);
  });

  it('leads from the address of a post to its place on the page', async () => {
    const { id } = await x.publish({ text: 'One' });
    const answer = await fetch(`${x.url}/i/web/status/${id}`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe(`/#${id}`);
    expect(await drawn()).toContain(`id="${id}"`);
  });
});
