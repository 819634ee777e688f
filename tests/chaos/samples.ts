import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Article } from '../../src/domain/article.js';
import { makePng } from '../support/make-png.js';

export const PIXEL = makePng(1, 1);

/** How many parts the drill's template for X makes of an article of a section. */
export const SECTIONS = { single: 1, pair: 2, thread: 3 } as const;
export type Section = keyof typeof SECTIONS;

const X_PARTS = [
  '{{ article.title }} one\n\n{{ article.url }}',
  '{{ article.title }} two',
  '{{ article.title }} three',
];

export function writeTemplates(folder: string): void {
  mkdirSync(join(folder, 'x'), { recursive: true });
  mkdirSync(join(folder, 'facebook'), { recursive: true });
  for (const [section, count] of Object.entries(SECTIONS)) {
    const body = X_PARTS.slice(0, count).join('\n{% next_post %}\n');
    const image = section === 'pair' ? 'photo' : 'card';
    writeFileSync(
      join(folder, 'x', `${section}.liquid`),
      `---\nmatch: article.section == "${section}"\nimage: ${image}\n---\n${body}\n`,
    );
  }
  for (const [name, condition, image] of [
    ['card', '!=', 'card'],
    ['photo', '==', 'photo'],
  ] as const)
    writeFileSync(
      join(folder, 'facebook', `${name}.liquid`),
      `---\nmatch: article.section ${condition} "pair"\nimage: ${image}\n---\n{{ article.title }} for the Page\n`,
    );
}

export function drillArticle(site: string, marker: string, section: Section): Article {
  return {
    url: `${site}/${marker}`,
    guid: null,
    title: `Drill ${marker} ends`,
    summary: `What happened in ${marker}.`,
    body: `What happened in ${marker}.`,
    authors: [],
    publication: null,
    section,
    tags: [],
    image: { url: `${site}/${marker}.png`, alt: `A picture of ${marker}`, credit: null },
    language: 'en',
    publishedAt: null,
    updatedAt: null,
    embargoUntil: null,
  };
}

/** What readers should see of it on X, part by part. */
export function expectedOnX(article: Article, section: Section): readonly string[] {
  const { title, url } = article;
  return [`${title} one\n\n${url ?? ''}`, `${title} two`, `${title} three`].slice(0, SECTIONS[section]);
}

/** Below a photo there is no card: the link stands in the text. */
export function expectedOnFacebook({ title, url }: Article, section: Section): readonly string[] {
  const text = `${title} for the Page`;
  return [section === 'pair' ? `${text}\n\n${url ?? ''}` : text];
}
