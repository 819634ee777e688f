import { afterEach, expect, it, vi } from 'vitest';
import { startChromium } from '../support/chromium.js';
import { Desk, readTimeline } from '../support/run-kawaraban.js';

const SOON = { timeout: 30_000, interval: 200 };
const IMPATIENT = {
  KAWARABAN_TIMING: '{"sweepMs":200,"callMs":2000,"leaseGraceMs":500,"lookUpWindowMs":{"x":1000}}',
  X_RESEND: 'never',
};

const desk = new Desk();
afterEach(() => desk.clear());

it('an editor answers on the page for what nobody else can know, and lets a paused account go on', async () => {
  const service = await desk.start(['start'], /Ctrl-C/, IMPATIENT);
  const address = (pattern: RegExp): string => pattern.exec(service.greeting)?.[1] ?? '';
  const [x, facebook] = [address(/^X: .*?(http:\S+)/m), address(/^Facebook: .*?(http:\S+)/m)];
  const order = (simulator: string, path: string, body: object) =>
    fetch(`${simulator}/simulator/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const post = async (text: string, account: string) =>
    (await desk.runForPosts(['post', text, '--account', account], IMPATIENT)).posts[0]?.id ?? '';
  const saysOnce = async (simulator: string, text: string) =>
    expect((await readTimeline(simulator)).posts.filter((each) => each.text === text)).toHaveLength(1);

  // One is there and is not shown to our look; the other never arrived.
  await order(x, 'settings', { visibleAfterMs: 3_600_000 });
  await order(x, 'faults', { operation: 'publish', fault: { kind: 'drop', applied: true } });
  const there = await post('The ferry sails', 'x');
  await vi.waitFor(() => expect(service.complaints()).toContain(`${there} on x is unconfirmed`), SOON);
  await order(x, 'settings', { visibleAfterMs: 0 });
  await order(x, 'faults', { operation: 'publish', fault: { kind: 'drop', applied: false } });
  const absent = await post('The band plays', 'x');
  await vi.waitFor(() => expect(service.complaints()).toContain(`${absent} on x is unconfirmed`), SOON);
  await order(facebook, 'settings', { tokenDies: 460 });
  await post('High water at noon', 'facebook');
  await vi.waitFor(() => expect(service.complaints()).toContain('facebook is paused'), SOON);

  const browser = await startChromium('light', 375);
  const page = await browser.context.newPage();
  await page.goto(`${address(/listens on (\S+)/)}/plain`);
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(overflow)).toBe(0);

  const seen = (await readTimeline(x)).posts.find(({ text }) => text === 'The ferry sails')?.id ?? '';
  const ofThere = page.getByRole('article', { name: there });
  await ofThere.getByLabel('Its address').fill(`${x}/about`);
  await ofThere.getByRole('button', { name: 'It is there' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('is not the address of a single post on x');
  await ofThere.getByLabel('Its address').fill(`${x}/i/web/status/${seen}`);
  await ofThere.getByRole('button', { name: 'It is there' }).click();
  await ofThere.waitFor({ state: 'detached' });

  await page.getByRole('article', { name: absent }).getByRole('button', { name: 'It is not there: send it' }).click();
  await order(facebook, 'settings', { tokenDies: null });
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByText('Needs a person').waitFor({ state: 'detached' });

  await vi.waitFor(() => saysOnce(facebook, 'High water at noon'), SOON);
  await vi.waitFor(() => saysOnce(x, 'The band plays'), SOON);
  await saysOnce(x, 'The ferry sails');
  expect(browser.strayRequests).toEqual([]);
  await browser.close();
  expect(await service.stop()).toBe(0);
}, 120_000);
