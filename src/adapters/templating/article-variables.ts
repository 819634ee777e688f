import type { Article, ArticleImage, Publication } from '../../domain/article.js';

/** Stands for `{% next_post %}` in rendered text: a noncharacter, which no article may bring along. */
export const NEXT_POST = '\uFDD0';

/** What templates see of an article. Nothing is null: an absent text is '', an absent list is []. */
export interface ArticleVariables {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly url: string;
  readonly own_url: string;
  readonly authors: readonly string[];
  readonly section: string;
  readonly tags: readonly string[];
  readonly language: string;
  readonly published_at: string;
  readonly updated_at: string;
  readonly publication: Texts<Publication>;
  readonly image: Texts<ArticleImage>;
}

type Texts<Group> = { readonly [Key in keyof Group]: string };

const NO_PUBLICATION: Publication = { name: '', url: null, x: null, facebook: null };
const NO_IMAGE: ArticleImage = { url: '', alt: null, credit: null };

export function articleVariables(article: Article): ArticleVariables {
  const publication = article.publication ?? NO_PUBLICATION;
  const image = article.image ?? NO_IMAGE;
  return {
    title: clean(article.title),
    summary: clean(article.summary),
    body: clean(article.body),
    url: clean(article.url ?? publication.url),
    own_url: clean(article.url),
    authors: article.authors.map(clean),
    section: clean(article.section),
    tags: article.tags.map(clean),
    language: clean(article.language),
    published_at: article.publishedAt?.toISOString() ?? '',
    updated_at: article.updatedAt?.toISOString() ?? '',
    publication: {
      name: clean(publication.name),
      url: clean(publication.url),
      x: clean(publication.x),
      facebook: clean(publication.facebook),
    },
    image: { url: clean(image.url), alt: clean(image.alt), credit: clean(image.credit) },
  };
}

function clean(text: string | null): string {
  return (text ?? '').replaceAll(NEXT_POST, '');
}
