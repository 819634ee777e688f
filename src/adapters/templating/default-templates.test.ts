import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import type { Article } from '../../domain/article.js';
import { weightedLength } from '../networks/x/weighted-length.js';
import { readArticle } from '../sources/files/read-article.js';
import { EMPTY_ARTICLE, FULL_ARTICLE } from './example-articles.js';
import { LiquidTemplateRenderer } from './liquid-template-renderer.js';

const TEMPLATES = fileURLToPath(new URL('../../../templates/', import.meta.url));
const SAMPLES = fileURLToPath(new URL('../../../templates/samples/', import.meta.url));
const LIMIT = 280;

let renderer: LiquidTemplateRenderer;
beforeAll(async () => {
  const measures = { x: weightedLength, facebook: (text: string) => text.length };
  renderer = await LiquidTemplateRenderer.load({ folder: TEMPLATES, measures, zone: 'UTC' });
});

function say(template: string, article: Partial<Article>): string {
  const parts = renderer.render(template, { ...FULL_ARTICLE, ...article });
  expect(parts.length).toBeLessThanOrEqual(1);
  return parts[0] ?? '';
}

describe('every sample', () => {
  const files = readdirSync(SAMPLES, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(txt|md|json)$/u.test(entry.name))
    .map(({ name }) => name);
  const articles = files.map((fileName) => ({
    fileName,
    article: readArticle(readFileSync(SAMPLES + fileName), {
      fileName,
      zone: 'UTC',
      firstSeenAt: new Date('2026-05-01T09:00:00Z'),
    }),
  }));

  it('becomes a sound post by every template that came with the program', () => {
    for (const { fileName, article } of articles)
      for (const { name, network } of renderer.all()) {
        const text = say(name, article);
        expect(text, `${name} of ${fileName}`).not.toBe('');
        if (network === 'x') expect(weightedLength(text), `${name} of ${fileName}`).toBeLessThanOrEqual(LIMIT);
      }
  });
});

describe('the default post on X', () => {
  it('is headline, lead, hashtags and the link on a line of its own', () => {
    expect(say('x/default', {})).toBe(
      'Harbour bridge reopens after two years\n\nThe harbour bridge carries trams again.\n\n#HarbourBridge #Trams\n\n' +
        'https://www.example.com/world/harbour-bridge',
    );
  });

  it('does not say a headline twice with which the lead begins', () => {
    const summary = 'Harbour bridge reopens after two years. Trams run from Monday. Tickets stay as they are.';
    expect(say('x/default', { summary })).toBe(
      'Harbour bridge reopens after two years. Trams run from Monday.\n\n#HarbourBridge #Trams\n\n' +
        'https://www.example.com/world/harbour-bridge',
    );
  });

  it('keeps link and room for a lead beside a headline of 1,000 characters', () => {
    const text = say('x/default', { title: 'Longest headline of the year '.repeat(35).trim() });
    expect(weightedLength(text)).toBeLessThanOrEqual(LIMIT);
    expect(text).toMatch(/^Longest headline .*…\n\nThe harbour bridge carries trams again\.\n\n/u);
    expect(text).toContain('\nhttps://www.example.com/world/harbour-bridge');
  });

  it('counts Japanese twice', () => {
    const text = say('x/default', {
      title: '港の大橋が二年ぶりに再開、路面電車も運行を再開'.repeat(5),
      summary: '港の大橋が再開した。路面電車も走る。'.repeat(9),
      tags: ['路面電車', '港'],
      language: 'ja',
    });
    expect(weightedLength(text)).toBeLessThanOrEqual(LIMIT);
    expect(text).toMatch(/^港の大橋.*…\n\n港の大橋が再開した。\n\n/u);
  });

  it('does without tags, lead and link', () => {
    const bare = { ...EMPTY_ARTICLE, title: 'Harbour bridge reopens' };
    expect(say('x/default', bare)).toBe('Harbour bridge reopens');
  });

  it('drops hashtags first when room is short', () => {
    const text = say('x/default', { summary: `${'The bridge is open again and '.repeat(7)}trams run.` });
    expect(text).not.toContain('#');
    expect(text).toContain('trams run.');
  });

  it('never exceeds the limit, whatever the article', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.lorem({ maxCount: 120 }),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc
        .constantFrom('', '港の橋。', 'example.com', '👨‍👩‍👧')
        .chain((unit) => fc.nat(300).map((times) => unit.repeat(times))),
    );
    const article = fc.record({
      title: text,
      summary: text,
      tags: fc.array(text, { maxLength: 5 }),
      url: fc.oneof(fc.constant(null), fc.webUrl({ withQueryParameters: true }), text),
    });
    fc.assert(
      fc.property(article, (parts) => {
        expect(weightedLength(say('x/default', parts))).toBeLessThanOrEqual(LIMIT);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the default post on Facebook', () => {
  it('is the story in whole sentences, who wrote it and hashtags, without a link', () => {
    expect(say('facebook/default', {})).toBe(
      'The harbour bridge carries trams again. Repairs took two years. The last scaffolding goes in June.\n\n' +
        'Aiko Mori and Tom Hale · The Harbour Post\n\n#HarbourBridge #Trams',
    );
  });

  it('stops after three sentences', () => {
    const text = say('facebook/default', { summary: 'One opened. Two closed. Three waits. Four sleeps.' });
    expect(text).toMatch(/^One opened\. Two closed\. Three waits\.\n\n/u);
  });

  it('takes the story from the body when there is no summary, else the headline', () => {
    expect(say('facebook/default', { summary: '' })).toMatch(/^The harbour bridge carries trams again\./u);
    expect(say('facebook/default', { ...EMPTY_ARTICLE, title: 'Bridge reopens' })).toBe('Bridge reopens');
  });

  it('opens with the headline when no card of the article will show it', () => {
    const text = say('facebook/default', { url: null, authors: [], publication: null });
    expect(text).toMatch(/^Harbour bridge reopens after two years\n\nThe harbour bridge carries trams again\./u);
  });
});
