import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { postHistory } from '../../src/api/contract/posts.js';
import { PRESS_ARTICLE, PRESS_TITLE } from '../support/press-article.js';
import { printedBudgets, type PrintedPost } from '../support/printed-json.js';
import { Desk, type Environment } from '../support/run-kawaraban.js';

const HOUR_MS = 3_600_000;
const SOON = { timeout: 60_000, interval: 300 };
// X knows a link by its top-level domain: `.example` has none.
const LINK = 'https://harbour.example.org/live';

describe('the limits of an account', { timeout: 120_000 }, () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(() => desk.clear());

  async function post(text: string, account: string, environment: Environment, ...args: readonly string[]) {
    return only((await desk.runForPosts(['post', text, '--account', account, ...args], environment)).posts);
  }

  /** A template of one's own for X; ends with what publishing an article by it plans there. */
  async function publishBy(frontMatter: string, title: string, environment: Environment) {
    desk.write('templates/x/one.liquid', `---\n${frontMatter}\n---\n{{ article.title }}\n`);
    const file = desk.write(`${title}.txt`, PRESS_ARTICLE.replace(PRESS_TITLE, title));
    const templates = { KAWARABAN_TEMPLATES: `${desk.folder}/templates` };
    return only((await desk.runForPosts(['publish', file], { ...templates, ...environment })).posts);
  }

  it('three posts at once go out in order, with the gap between them', async () => {
    const environment = { FACEBOOK_MINIMUM_GAP: '3s', KAWARABAN_TIMING: '{"sweepMs":300}' };
    const texts = ['First ferry', 'Second ferry', 'Third ferry'];
    const planned: PrintedPost[] = [];
    for (const text of texts) planned.push(await post(text, 'facebook', environment));
    for (const [index, gapMs] of gapsMs(planned.map((each) => each.nextAt)).entries())
      expect({ index, isKept: gapMs >= 3_000 }).toEqual({ index, isKept: true });

    const { stop } = await desk.start(['start'], /^Data: /m, environment);
    const areOut = async () =>
      (await desk.listPosts(['--state', 'published'], environment)).filter(({ id }) => isOneOf(planned, id));
    await vi.waitFor(async () => expect(await areOut()).toHaveLength(3), SOON);
    expect(await stop()).toBe(0);
    const sent = (await desk.readTimelines()).facebook.posts
      .filter(({ text }) => texts.includes(text))
      .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
    expect(sent.map(({ text }) => text)).toEqual(texts);
    // How long a call takes to arrive differs: the starts are so far apart.
    const starts: string[] = [];
    for (const { id } of planned) starts.push(await readStart(id ?? '', environment));
    for (const gapMs of gapsMs(starts)) expect(gapMs).toBeGreaterThanOrEqual(3_000);
  });

  it('a time that a person keeps is within the gap, and the post goes out then', async () => {
    const environment = { X_MINIMUM_GAP: '6h', KAWARABAN_TIMING: '{"sweepMs":300,"lateMs":600000}' };
    const first = await post('First ferry', 'x', environment);
    const second = await post('Second ferry', 'x', environment);
    const reschedule = ['reschedule', second.id ?? '', '--at', 'now'];
    const pushed = only((await desk.runForPosts(reschedule, environment)).posts);
    expect(Date.parse(pushed.nextAt ?? '') - Date.parse(first.nextAt ?? '')).toBeGreaterThanOrEqual(6 * HOUR_MS);
    const kept = only((await desk.runForPosts([...reschedule, '--keep-time'], environment)).posts);
    expect(kept).toMatchObject({ state: 'scheduled', keepsTime: true, nextAt: kept.dueAt });
    const shown = await desk.run(['show', second.id ?? ''], environment);
    expect(shown.stdout).toMatch(
      / · keeps it whatever the limits of the account say · [\s\S]*post-rescheduled.*whatever/,
    );

    const { stop } = await desk.start(['start'], /^Data: /m, environment);
    const areOut = async () =>
      (await desk.listPosts(['--state', 'published'], environment)).filter(({ id }) => isOneOf([first, second], id));
    await vi.waitFor(async () => expect(await areOut()).toHaveLength(2), SOON);
    expect(await stop()).toBe(0);
  });

  async function readStart(id: string, environment: Environment): Promise<string> {
    const { stdout } = await desk.run(['api', 'readPostHistory', `id=${id}`], environment);
    return postHistory.parse(JSON.parse(stdout)).deliveries[0]?.begunAt ?? '';
  }

  it('what an hour does not hold goes out in the next, and the editor sees when', async () => {
    const environment = { X_POSTS_PER_HOUR: '2' };
    const [first, second] = [await post('One', 'x', environment), await post('Two', 'x', environment)];
    expect([first, second].map(delayMs)).toEqual([0, 0]);
    const third = await post('Three', 'x', environment);
    // What is due and not sent yet counts from now.
    expect(Math.abs(delayMs(third) - HOUR_MS)).toBeLessThan(60_000);
    const shown = (await desk.run(['show', third.id ?? ''], environment)).stdout;
    expect(shown).toMatch(/due .* · sends at .* \(limits of the account/);
  });

  it('nothing is due in the quiet hours: what would come too late is held at once, breaking news is not', async () => {
    const environment = { X_QUIET_HOURS: hoursFromNow(-1, 6), KAWARABAN_TIMEZONE: 'UTC' };
    expect(await publishBy('when: now\nexpires: 2h', 'Ferry fares rise', environment)).toMatchObject({
      state: 'held',
      problems: [{ code: 'no-free-slot' }],
      reason: expect.stringMatching(/\d{2}:\d{2}/) as string,
    });
    const waiting = await publishBy('when: now\nexpires: 12h', 'Ferry fares fall', environment);
    expect(waiting.state).toBe('scheduled');
    expect(delayMs(waiting)).toBeGreaterThan(4 * HOUR_MS);
    const breaking = await publishBy('when: now\nexpires: 2h\nlane: breaking', 'Ferry runs aground', environment);
    expect(breaking).toMatchObject({ state: 'scheduled', lane: 'breaking' });
    expect(delayMs(breaking)).toBe(0);
  });

  it('each posting slot holds one post', async () => {
    const environment = { X_SLOTS: '08:00,20:00', KAWARABAN_TIMEZONE: 'UTC' };
    const posts: PrintedPost[] = [];
    for (const title of ['Gulls return', 'Gulls leave'])
      posts.push(await publishBy('when: next slot', title, environment));
    expect(posts.map((each) => (each.nextAt ?? '').slice(11, 16)).sort()).toEqual(['08:00', '20:00']);
    expect(gapsMs(posts.map((each) => each.nextAt))).toEqual([12 * HOUR_MS]);
  });

  it('over its budget a post is held, and a person may let it go out', async () => {
    const environment = { X_MONTHLY_BUDGET: '0.21' };
    expect(await post('With a link', 'x', environment, '--link', LINK)).toMatchObject({
      state: 'scheduled',
      price: 0.2,
    });
    const over = await post('Without one', 'x', environment);
    expect(over).toMatchObject({ state: 'held', price: 0.015, problems: [{ code: 'over-budget' }] });
    expect((await desk.run(['show', over.id ?? ''], environment)).stdout).toContain('costs $0.015');
    expect(await post('For free', 'facebook', environment)).toMatchObject({ state: 'scheduled', price: null });

    const { posts } = await desk.runForPosts(['release', over.id ?? ''], environment);
    expect(posts).toMatchObject([{ state: 'scheduled', problems: [] }]);
    const { code, stdout } = await desk.run(['budget', '--json'], environment);
    expect(code).toBe(0);
    expect(printedBudgets.parse(JSON.parse(stdout)).budgets).toMatchObject([
      { account: 'x', currency: 'USD', spent: 0, scheduled: 0.215, budget: 0.21 },
      { account: 'facebook', spent: 0, scheduled: 0, budget: null },
    ]);
    expect((await desk.run(['budget'], environment)).stdout).toMatch(
      /X · x · SIMULATED · .* scheduled \$0\.215, of \$0\.21/,
    );
  });

  it('over its budget an account may leave posts out: the other network still posts', async () => {
    const file = desk.write('lighthouse.txt', PRESS_ARTICLE);
    const environment = { X_MONTHLY_BUDGET: '0.01', X_OVER_BUDGET: 'skip' };
    const { posts } = await desk.runForPosts(['publish', file], environment);
    const [facebook, x] = [...posts].sort((a, b) => a.network.localeCompare(b.network));
    expect(facebook).toMatchObject({ network: 'facebook', state: 'scheduled' });
    expect(x).toMatchObject({ network: 'x', state: 'cancelled', reason: expect.stringContaining('budget') as string });
    expect((await desk.runForPosts(['publish', file], environment)).posts.map(({ id }) => id).sort()).toEqual(
      posts.map(({ id }) => id).sort(),
    );
  });
});

function only(posts: readonly PrintedPost[]): PrintedPost {
  const [first] = posts;
  if (first === undefined || posts.length > 1) throw new Error(`one post was expected, there are ${posts.length}`);
  return first;
}

function isOneOf(posts: readonly PrintedPost[], id: string | null): boolean {
  return posts.some((post) => post.id === id);
}

function delayMs({ dueAt, nextAt }: PrintedPost): number {
  return Date.parse(nextAt ?? '') - Date.parse(dueAt);
}

function gapsMs(times: readonly (string | undefined)[]): readonly number[] {
  const instants = times.map((time) => Date.parse(time ?? ''));
  return instants.slice(1).map((instant, index) => instant - (instants[index] ?? 0));
}

/** `23:00-06:00`: full hours around this one, in UTC. */
function hoursFromNow(from: number, to: number): string {
  const hour = new Date().getUTCHours();
  return [from, to].map((offset) => `${String((hour + offset + 24) % 24).padStart(2, '0')}:00`).join('-');
}
