import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { SIMULATED_FACEBOOK_CREDENTIALS } from './simulated-page.js';
import { giveUpOnce } from '../../../tests/support/give-up-once.js';
import { openTestedPage, type TestedPage } from '../../../tests/support/tested-page.js';

const { pageId } = SIMULATED_FACEBOOK_CREDENTIALS;
let page: TestedPage;

beforeEach(async () => {
  page = await openTestedPage();
});
afterEach(() => page.close());

const post = (message = 'Ferry returns') => page.call('POST', `/${pageId}/feed`, { message });
const drawn = async () => (await fetch(page.url)).text();

/** A newspaper's page on this machine. */
async function serveArticle(html: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(html));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/ferry`;
}

describe('when Facebook fails', () => {
  it('a 500 may hide a post that was made, and one that was not', async () => {
    await page.breakNext('publish', { kind: 'error', key: 'unexpected-retry-later', applied: true });
    expect((await post('Made')).status).toBe(500);
    await page.breakNext('publish', { kind: 'error', key: 'unknown-error' });
    expect((await post('Not made')).status).toBe(500);
    expect((await page.timeline()).posts.map(({ text }) => text)).toEqual(['Made']);
  });

  it('a connection may be cut after the post was made', async () => {
    await page.breakNext('publish', { kind: 'drop', applied: true });
    await expect(post()).rejects.toThrow();
    expect((await page.timeline()).posts).toHaveLength(1);
  });

  it('a post may appear although nobody answers', async () => {
    await page.breakNext('publish', { kind: 'hang', applyAfterMs: 0 });
    const url = `${page.url}/${pageId}/feed?access_token=${SIMULATED_FACEBOOK_CREDENTIALS.pageAccessToken}&message=Late`;
    const isOut = async (): Promise<boolean> => (await page.timeline()).posts.length === 1;
    const posting = giveUpOnce(isOut, (signal) => fetch(url, { method: 'POST', signal }));
    await expect(posting).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('an answer may arrive slowly, in part, empty, without its id, or as a redirect', async () => {
    await page.breakNext('publish', { kind: 'trickle', everyMs: 1 });
    expect((await post('Slow')).body).toHaveProperty('id');
    await page.breakNext('publish', { kind: 'truncate' });
    await expect(post('Cut')).rejects.toThrow();
    await page.breakNext('publish', { kind: 'empty' });
    expect((await post('Empty')).body).toEqual({ text: '' });
    await page.breakNext('publish', { kind: 'without-id' });
    expect((await post('Nameless')).body).toEqual({});
    await page.breakNext('publish', { kind: 'redirect' });
    expect((await post('Elsewhere')).status).toBe(302);
    expect((await page.timeline()).posts).toHaveLength(4);
  });

  it('every refusal of the catalogue can be asked for', async () => {
    const keys = (await (await fetch(`${page.url}/simulator/errors`)).json()) as string[];
    for (const key of keys) {
      await page.breakNext('me', { kind: 'error', key });
      const { status, body } = await page.call('GET', '/me');
      const isFrontEnd = /^(html|status)-/.test(key);
      expect(isFrontEnd || typeof (body['error'] as { code: unknown }).code === 'number', key).toBe(true);
      expect(status >= 400 || key.endsWith('-200'), key).toBe(true);
    }
    expect(keys.length).toBeGreaterThan(60);
  });

  it('refusals may speak another language, with the same codes', async () => {
    await page.configure({ localised: true });
    await page.breakNext('publish', { kind: 'error', key: 'confirm-identity' });
    expect((await post()).body['error']).toMatchObject({
      code: 368,
      error_subcode: 4854002,
      message: expect.stringMatching(/^Cette action/) as string,
    });
  });

  it.each([
    ['create-unpublished', 'POST', `/${pageId}/feed`, { message: 'a', published: false }],
    ['publish', 'POST', `/${pageId}/feed?published=true`, { message: 'a' }],
    ['publish-visible', 'POST', '/1_1', { is_published: 'true' }],
    ['edit', 'POST', '/1_1', { message: 'a' }],
  ])('the call %s is told from its neighbours', async (operation, method, path, body) => {
    await page.call(method, path, body);
    const requests = (await (await fetch(`${page.url}/simulator/requests`)).json()) as { operation: string }[];
    expect(requests.at(-1)?.operation).toBe(operation);
  });

  it('another version may serve a call, and JSON may be called a script', async () => {
    await page.configure({ otherVersion: 'v27.0', contentType: 'text/javascript; charset=UTF-8' });
    const { headers } = await post();
    expect(headers.get('facebook-api-version')).toBe('v27.0');
    expect(headers.get('content-type')).toBe('text/javascript; charset=UTF-8');
  });

  it.each([
    ['upload', 'POST', `/${pageId}/photos`],
    ['edit', 'POST', '/1_1'],
    ['retract', 'DELETE', '/1_1'],
    ['list', 'GET', `/${pageId}/published_posts`],
    ['read', 'GET', '/1_1'],
    ['me', 'GET', `/${pageId}`],
    ['scrape', 'POST', '/?id=http://127.0.0.1:9/&scrape=true'],
  ])('a fault for %s strikes that call', async (operation, method, path) => {
    await page.breakNext(operation, { kind: 'error', key: 'status-503' });
    expect((await page.call(method, path)).status).toBe(503);
  });

  it('a Page over its limit is throttled, and the headers say for how long', async () => {
    await page.configure({ usage: { percent: 80, minutes: 0 } });
    expect((await post()).headers.get('x-app-usage')).toContain('"call_count":80');
    await page.configure({ usage: { percent: 100, minutes: 19 } });
    const { body, headers } = await post('More');
    expect(body['error']).toMatchObject({ code: 80001 });
    expect(headers.get('x-business-use-case-usage')).toContain('"estimated_time_to_regain_access":19');
    await page.configure({ usage: { percent: 100, minutes: 19, throttles: false } });
    expect((await post('The one that reaches the limit')).status).toBe(200);
  });

  it('a setting nobody knows is refused', async () => {
    expect(await page.configure({ readLag: 1 })).toBe(400);
  });
});

describe('what readers see', () => {
  it('the newest post comes first, escaped, and every one says SIMULATED', async () => {
    await post('First line\nsecond line');
    await post('<script>alert(1)</script> & more http://127.0.0.1:9/a');
    const html = await drawn();
    expect(html).not.toContain('<script>');
    expect(html.indexOf('alert(1)')).toBeLessThan(html.indexOf('First line\nsecond line'));
    expect(html).toContain('<a href="http://127.0.0.1:9/a">');
    expect(html.match(/class="fb-simulated">SIMULATED/g)).toHaveLength(2);
  });

  it('an unpublished post is drawn nowhere', async () => {
    const { body } = await page.call('POST', `/${pageId}/feed?fields=permalink_url`, {
      message: 'Secret',
      published: false,
    });
    expect(await drawn()).toContain('Nothing has been posted yet');
    expect((await fetch(String(body['permalink_url']))).status).toBe(404);
  });

  it('the card of a link shows what the page says about itself', async () => {
    const link = await serveArticle(
      `<title>Page</title><meta property="og:title" content="Ferry &amp; &#x27;quay&#39;"><meta content='Sails &lt;Friday&gt;' property='og:description'>`,
    );
    const scraped = await page.call('POST', `/?id=${encodeURIComponent(link)}&scrape=true`);
    expect(scraped.body).toMatchObject({ url: link, title: `Ferry & 'quay'`, description: 'Sails <Friday>' });

    await page.publish({ message: 'Linked', link });
    await expect.poll(drawn).toContain('Sails &#60;Friday&#62;');
    expect(await drawn()).toContain('127.0.0.1</span>');
  });

  it('a card is read by itself when a link is posted', async () => {
    const link = await serveArticle('<html><head><title>Night ferry returns</title></head></html>');
    await page.publish({ link });
    await expect.poll(drawn).toContain('Night ferry returns');
  });

  it('a photo is drawn with its alternative text', async () => {
    await page.upload({ caption: 'The quay', alt_text_custom: 'A "quay"' });
    expect(await drawn()).toMatch(/<img src="data:image\/png;base64,[^"]+" alt="A &#34;quay&#34;">/);
  });

  it('a restart forgets nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kwb-facebook-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const stateFile = join(folder, 'facebook.json');
    const before = await openTestedPage(stateFile);
    await before.publish({ message: 'Kept' });
    await before.upload({ caption: 'Kept photo' });
    const timeline = await before.timeline();
    await before.close();

    const after = await openTestedPage(stateFile);
    onTestFinished(() => after.close());
    expect(await after.timeline()).toEqual(timeline);
    await after.publish({ message: 'Next' });
    expect(new Set((await after.timeline()).posts.map(({ id }) => id)).size).toBe(3);
  });
});
