import type { NotPosted } from '../domain/article.js';

/** Why nothing is posted of an article that a source brought, in plain words. */
export const NOT_POSTED: Readonly<Record<NotPosted, string>> = {
  primed: 'it was there already when its source was first read',
  'too-old': "it was older than its source's freshness limit when it was first seen",
};
