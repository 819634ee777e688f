import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../support/commands.js';
import { PRESS_ARTICLE, PRESS_BOILERPLATE, PRESS_TITLE } from '../support/press-article.js';
import { Desk } from '../support/run-kawaraban.js';

describe('the command line', { timeout: 60_000 }, () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(() => desk.clear());

  it('lists every command for a newcomer', async () => {
    const { code, stdout, stderr } = await desk.run(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^ +${command}\\b`, 'm'));
  });

  it('explains a command to whoever asks for help, and touches nothing', async () => {
    const { code, stdout, stderr } = await desk.run(['publish', '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Usage: kawaraban publish');
    expect(readdirSync(desk.folder)).toEqual([]);
  });

  it('says which version it is', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    expect(await desk.run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('refuses what it does not know on standard error alone', async () => {
    const { code, stdout, stderr } = await desk.run(['shout', 'hello']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/unknown command 'shout'/);
    expect(readdirSync(desk.folder)).toEqual([]);
  });

  it('a preview shows what would be posted, and touches nothing', async () => {
    const file = desk.write('lighthouse.txt', PRESS_ARTICLE);
    const { article, posts } = await desk.runForPosts(['preview', file]);
    expect(article).toMatchObject({ title: PRESS_TITLE, authors: ['Ada Quay', 'Ben Shore', 'Cleo Strand'], url: null });
    expect(posts.map(({ network, account, simulated }) => ({ network, account, simulated }))).toEqual(
      expect.arrayContaining([
        { network: 'x', account: 'x', simulated: true },
        { network: 'facebook', account: 'facebook', simulated: true },
      ]),
    );
    expect(posts).toHaveLength(2);
    for (const post of posts) {
      expect(post).toMatchObject({ id: null, publishedAt: null, url: null, problems: [] });
      for (const { text, used, limit, remoteId } of post.parts) {
        expect(text).not.toMatch(PRESS_BOILERPLATE);
        expect(used).toBeLessThanOrEqual(limit);
        expect(remoteId).toBeNull();
      }
    }
    expect(readdirSync(desk.folder)).toEqual(['lighthouse.txt']);
  });

  it('a preview for people shows the text, its length and that it is SIMULATED', async () => {
    const { code, stdout } = await desk.run(['preview', desk.write('lighthouse.txt', PRESS_ARTICLE)]);
    expect(code).toBe(0);
    expect(stdout).toContain('light the old lighthouse');
    expect(stdout).toContain('SIMULATED');
    expect(stdout).toMatch(/\d+ of 280/);
    expect(stdout).toMatch(/costs \$0\.\d+/);
  });

  it('a preview of one template shows that one alone, and an unknown one names those there are', async () => {
    const file = desk.write('lighthouse.txt', PRESS_ARTICLE);
    const { posts } = await desk.runForPosts(['preview', file, '--template', 'x/default']);
    expect(posts.map((post) => post.template)).toEqual(['x/default']);
    const unknown = await desk.run(['preview', file, '--template', 'x/haiku']);
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toMatch(/"x\/haiku"; there are: .*x\/default/);
  });

  it('an article that cannot be read is named with its line, on standard error alone', async () => {
    const file = desk.write('broken.md', '---\ntitle: Harbour\nthis is no pair\n---\nText.\n');
    for (const args of [
      ['preview', file],
      ['publish', file],
      ['publish', file, '--wait', '--json'],
    ]) {
      const { code, stdout, stderr } = await desk.run(args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/broken\.md:\d+: expected .*\[KWB_ARTICLE_UNREADABLE\]/);
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });

  it('a file that is not there is named', async () => {
    const { code, stdout, stderr } = await desk.run(['publish', 'nowhere.txt']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/nowhere\.txt .*ENOENT/);
  });

  it('an account that is not there is refused, with the names of those that are', async () => {
    const file = desk.write('lighthouse.txt', PRESS_ARTICLE);
    for (const args of [
      ['post', 'Hello', '--account', 'mastodon', '--json'],
      ['publish', file, '--account', 'mastodon', '--json'],
    ]) {
      const { code, stdout, stderr } = await desk.run(args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/"mastodon".*x.*facebook.*\[KWB_NOT_FOUND\]/);
    }
    expect(await desk.listPosts()).toEqual([]);
  });

  it.each([
    ['show'],
    ['cancel'],
    ['release'],
    ['resend'],
    ['retract', '--yes'],
    ['edit', '--text', 'Hello'],
    ['reschedule', '--at', '+1h'],
    ['confirm', '--url', 'https://x.com/harbour/status/1234567890'],
  ])('%s of a post that is not there fails', async (command, ...options) => {
    const { code, stdout, stderr } = await desk.run([command, '01NOSUCHPOST', '--json', ...options]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/01NOSUCHPOST.*\[KWB_NOT_FOUND\]/);
  });

  it('a time that nobody can read is refused with the forms there are', async () => {
    const { code, stdout, stderr } = await desk.run(['post', 'Hello', '--account', 'x', '--at', 'soonish']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/\+15m.*18:30.*soonish.*\[KWB_TIME_INVALID\]/);
  });

  it('the ledger is made once, and is up to date afterwards', async () => {
    const first = await desk.run(['migrate', '--json']);
    const applied = expect.arrayContaining(['0001-first', '0006-push']) as string[];
    expect(JSON.parse(first.stdout)).toMatchObject({ applied, backup: null });
    expect((await desk.run(['migrate'])).stdout).toBe('The ledger is up to date.\n');
  });
});
