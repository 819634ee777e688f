import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Article } from '../../domain/article.js';
import { KawarabanError } from '../../domain/errors.js';
import { weightedLength } from '../networks/x/weighted-length.js';
import { EMPTY_ARTICLE, FULL_ARTICLE } from './example-articles.js';
import { LiquidTemplateRenderer } from './liquid-template-renderer.js';

const count = (text: string): number => text.length;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'templates-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function load(files: Readonly<Record<string, string>>): Promise<LiquidTemplateRenderer> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return LiquidTemplateRenderer.load({ folder, measures: { x: count, facebook: count }, zone: 'Asia/Tokyo' });
}

async function say(body: string, article: Article = FULL_ARTICLE): Promise<readonly string[]> {
  return (await load({ 'x/said.liquid': body })).render('x/said', article);
}

async function refusalOf(text: string): Promise<KawarabanError> {
  const outcome: unknown = await load({ 'x/bad.liquid': text }).catch((error: unknown) => error);
  if (!(outcome instanceof KawarabanError)) throw new Error('the template was taken');
  return outcome;
}

async function names(match: string, article: Article): Promise<readonly string[]> {
  const renderer = await load({ 'x/some.liquid': `---\nmatch: ${match}\n---\n{{ article.title }}` });
  return renderer.matching(article).map(({ name }) => name);
}

describe('the verdict on an article', () => {
  const judge = async (match: string | null, article: Article) => {
    const head = match === null ? '' : `---\nmatch: ${match}\n---\n`;
    const [verdict] = (await load({ 'x/some.liquid': `${head}{{ article.title }}` })).judge(article);
    return verdict;
  };

  it('tells the condition, what it looks at and what that is in the article', async () => {
    const article = { ...FULL_ARTICLE, section: 'Sport', tags: ['Chess', 'Youth'] };
    const match = 'article.section == "World" and article.tags contains "Kashmir"';
    expect(await judge(match, article)).toMatchObject({
      matches: false,
      condition: match,
      facts: { 'article.section': 'Sport', 'article.tags': 'Chess, Youth' },
    });
  });

  it('says of a template without a condition that it speaks about every article', async () => {
    expect(await judge(null, EMPTY_ARTICLE)).toMatchObject({ matches: true, condition: null, facts: {} });
  });
});

describe('the front matter', () => {
  it('is the rule of the post', async () => {
    const renderer = await load({
      'facebook/sport.liquid':
        '---\r\nwhen: +15m\r\nexpires: 6h\r\nlane: breaking\r\napproval: true\r\nimage: photo\r\r\naccounts: [Sport]\r\n---\r\nHi',
      'x/default.liquid': 'Hi',
      'x/notes.txt': 'no template',
    });
    expect(renderer.all()).toEqual([
      {
        name: 'x/default',
        network: 'x',
        accounts: null,
        when: 'now',
        expiresMs: null,
        lane: 'normal',
        approval: false,
        image: 'card',
        correction: 'none',
      },
      {
        name: 'facebook/sport',
        network: 'facebook',
        accounts: ['Sport'],
        when: '+15m',
        expiresMs: 21_600_000,
        lane: 'breaking',
        approval: true,
        image: 'photo',
        correction: 'none',
      },
    ]);
  });

  it.each([
    ['an unknown key', '---\nwhen: now\nlanes: breaking\n---\n', 3, 'unknown key "lanes": known are match, when,'],
    ['a wrong value', '---\nwhen: now\n\nlane: fast\n---\n', 4, 'lane: '],
    ['a time that is none', '---\nlane: normal\nwhen: soon\n---\n', 3, 'when: expected now, +15m'],
    ['a correction that X does not know', '---\nwhen: now\ncorrection: edit\n---\n', 3, 'write none or reply'],
    ['an expiry that is none', '---\nwhen: now\nexpires: late\n---\n', 3, 'expires: expected a length of time'],
    ['broken YAML', '---\nwhen: now\nlane: "normal\n---\n', 3, ''],
    ['a list instead of keys', '---\n- now\n---\n', 1, 'front matter: '],
    ['no end', '---\nwhen: now\n', 1, 'no end'],
    ['a condition that breaks off', '---\nwhen: now\nmatch: article.section ==\n---\n', 3, 'breaks off'],
    ['a condition without operator', '---\nmatch: article.section "City"\n---\n', 2, 'lacks an operator'],
    ['a condition with =', '---\nmatch: article.section = "City"\n---\n', 2, 'expected "|"'],
    ['a condition on what does not exist', '---\nmatch: true or article.sektion == "A"\n---\n', 2, '"article.sektion"'],
    ['a condition that opens tags', '---\nmatch: true %}{% if true\n---\n', 2, 'without {% and %}'],
  ])('with %s is refused by file and line', async (_, text, line, message) => {
    const refusal = await refusalOf(text);
    expect(refusal.code).toBe('KWB_TEMPLATE_INVALID');
    expect(refusal.message).toContain(`${join(folder, 'x', 'bad.liquid')}:${line}: `);
    expect(refusal.message).toContain(message);
  });
});

describe('the text of a template', () => {
  it.each([
    [
      'an unknown variable',
      '---\nwhen: now\n---\n\n{{ article.tilte }}',
      5,
      'unknown variable "article.tilte": known are',
    ],
    ['an unknown variable in a branch not taken', '{% if false %}\n{{ headline }}{% endif %}', 2, '"headline"'],
    ['a group instead of a text', '{{ article.image }}', 1, 'known are url, alt, credit'],
    ['an unknown filter', 'a\nb {{ article.title | shorten: 3 }}', 2, 'undefined filter: shorten'],
    ['a filter without its number', 'a\n{{ article.title | fit }}', 2, 'filter "fit" wants a number'],
    ['a tag that is not closed', 'a\n{% if article.url %}', 2, 'not closed'],
    ['a list that is empty at times', 'a\n{{ article.tags[0] }}', 2, 'article.tags.0'],
    ['another file', '{% include "/etc/hostname" %}', 1, 'tag "include" not found'],
    ['another template', '{% render "x/default" %}', 1, 'tag "render" not found'],
    ['a layout', '{% layout "x" %}', 1, 'tag "layout" not found'],
    ['a reach into the program', '{{ article.title.constructor }}', 1, '"article.title.constructor"'],
    ['a loop without end', '{% for i in (1..900000000) %}{{ i }}{% endfor %}', 1, 'memory alloc limit exceeded'],
  ])('with %s is refused by file and line', async (_, text, line, message) => {
    const refusal = await refusalOf(text);
    expect(refusal.code).toBe('KWB_TEMPLATE_INVALID');
    expect(refusal.message).toContain(`${join(folder, 'x', 'bad.liquid')}:${line}: `);
    expect(refusal.message).toContain(message);
  });

  it.each([
    ['a loop', '{% for a in (1..2000) %}{% for b in (1..2000) %}{% endfor %}{% endfor %}'],
    [
      'one filter on a long text',
      '{% capture long %}{% for a in (1..9000) %}The ferry sails again, at last. {% endfor %}{% endcapture %}' +
        '{{ long | sentences: 9000, 900000 }}',
    ],
  ])('that somebody is writing ends in time, whatever takes it: %s', (_, text) => {
    const options = { measures: { x: weightedLength, facebook: count }, zone: 'UTC' };
    expect(() => LiquidTemplateRenderer.compileDraft('x/draft', text, options)).toThrow('render limit exceeded');
  });

  it('is an error of its template when only this article breaks it', async () => {
    const renderer = await load({
      'x/odd.liquid': '{% if article.title == "Odd" %}\n{{ article.title | fit: article.section }}{% endif %}',
    });
    expect(() => renderer.render('x/odd', { ...EMPTY_ARTICLE, title: 'Odd' })).toThrow('odd.liquid:2: filter "fit"');
  });

  it('starts a part at every next_post, also in a loop, and drops empty ones', async () => {
    expect(
      await say(
        '{% next_post %} A \n{% next_post %}{% for tag in article.tags %}{{ tag }}{% next_post %}{% endfor %}\n',
      ),
    ).toEqual(['A', 'Harbour bridge', 'Trams']);
  });

  it('takes no part boundary from an article', async () => {
    expect(await say('{{ article.title }}', { ...EMPTY_ARTICLE, title: 'One\uFDD0Two' })).toEqual(['OneTwo']);
  });

  it('takes no Liquid from an article', async () => {
    const title = 'Why {{ article.body }} and {% next_post %} matter';
    expect(await say('{{ article.title }}', { ...EMPTY_ARTICLE, title })).toEqual([title]);
  });

  it('is tidied: one blank line at most, composed characters, plain line ends', async () => {
    expect(await say('\r\n\r\nCafe\u0301 \r\n\r\n \r\n\r\nopen\r\n')).toEqual(['Caf\u00e9\n\nopen']);
  });

  it('shows times in the newsroom zone', async () => {
    expect(await say('{{ article.published_at | date: "%d.%m. %H:%M" }}')).toEqual(['01.05. 18:00']);
  });

  it('falls back to the site for the link, and tells the own link apart', async () => {
    expect(await say('{{ article.url }} {{ article.own_url }}!', { ...FULL_ARTICLE, url: null })).toEqual([
      'https://www.example.com/ !',
    ]);
  });

  it('takes an empty text for false', async () => {
    expect(await say('{% if article.section %}{{ article.section }}{% else %}none{% endif %}', EMPTY_ARTICLE)).toEqual([
      'none',
    ]);
  });

  it('has the filters of the newsroom', async () => {
    expect(
      await say(
        '{{ article.summary | first_sentence | fit: 28 }}|{{ article.summary | sentences: 2, 60 }}|{{ article.tags | hashtags: 1 }}|' +
          '{{ article.section | hashtag }}|{{ article.authors | byline }}|{{ article.url | utm: "x", "social", "spring" }}|' +
          '{{ article.title | if_fits: 5 }}|{{ article.summary | begins_with: article.title }}|{{ article.section | measure }}',
      ),
    ).toEqual([
      'The harbour bridge carries…|The harbour bridge carries trams again.|#HarbourBridge|#City|Aiko Mori and Tom Hale|' +
        'https://www.example.com/world/harbour-bridge?utm_source=x&utm_medium=social&utm_campaign=spring||false|4',
    ]);
  });
});

describe('the folder of templates', () => {
  it('gives the templates that match the article', async () => {
    const match = 'article.section == "City" and article.tags contains "Trams"';
    expect(await names(match, FULL_ARTICLE)).toEqual(['x/some']);
    expect(await names(match, { ...FULL_ARTICLE, tags: [] })).toEqual([]);
    expect(await names('article.image.url', EMPTY_ARTICLE)).toEqual([]);
    expect(await names('not article.image.url and article.tags.size == 0', EMPTY_ARTICLE)).toEqual(['x/some']);
  });

  it('says which templates there are when one is asked for that is not', async () => {
    const renderer = await load({ 'x/default.liquid': 'Hi' });
    expect(() => renderer.render('x/sport', FULL_ARTICLE)).toThrow(
      expect.objectContaining({
        code: 'KWB_NOT_FOUND',
        message: 'there is no template "x/sport": there are x/default',
      }),
    );
  });

  it('is refused when it holds no template at all', async () => {
    await expect(load({})).rejects.toThrow(/there is no template in/);
  });
});
