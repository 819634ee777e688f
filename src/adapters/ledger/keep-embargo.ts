import type { Article } from '../../domain/article.js';
import { laterEmbargo } from '../../domain/embargo.js';
import type { Sighting } from '../../domain/source.js';

/** What a person gives by hand may set an embargo, and lifts none: that is for its source. */
export function keepEmbargo(known: Article, now: Article, sighting: Sighting | null): Article {
  const isByHand = sighting === null || sighting.way === 'hand';
  return isByHand ? { ...now, embargoUntil: laterEmbargo(known.embargoUntil, now.embargoUntil) } : now;
}
