import type { Liquid } from 'liquidjs';

import { KawarabanError } from '../../../domain/errors.js';
import { beginsWith } from './begins-with.js';
import { byline } from './byline.js';
import { fit, ifFits, roomBeside, type Measure } from './fit.js';
import { hashtag, hashtags } from './hashtags.js';
import { firstSentence, sentences, sentencesThatFit } from './sentences.js';
import { utm } from './utm.js';

/** Gives the templates of one network their filters; whatever fits, fits in the network's own measure. */
export function registerFilters(engine: Liquid, measure: Measure): void {
  const room = (limit: unknown, others: readonly unknown[], filter: string): number =>
    roomBeside(toNumber(limit, filter), others.map(toText), measure);
  const register = (name: string, filter: (value: unknown, ...rest: unknown[]) => unknown) =>
    engine.registerFilter(name, filter);

  register('measure', (text) => measure(toText(text)));
  register('fit', (text, limit, ...others) => fit(toText(text), room(limit, others, 'fit'), measure));
  register('if_fits', (text, limit, ...others) => ifFits(toText(text), room(limit, others, 'if_fits'), measure));
  register('first_sentence', (text) => firstSentence(toText(text)));
  register('sentences', (text, count, limit, ...others) =>
    limit === undefined
      ? sentences(toText(text), toNumber(count, 'sentences'))
      : sentencesThatFit(toText(text), toNumber(count, 'sentences'), room(limit, others, 'sentences'), measure),
  );
  register('begins_with', (text, beginning) => beginsWith(toText(text), toText(beginning)));
  register('hashtag', (tag) => hashtag(toText(tag)));
  register('hashtags', (tags, count) =>
    count === undefined ? hashtags(toList(tags)) : hashtags(toList(tags), toNumber(count, 'hashtags')),
  );
  register('byline', (authors, language) => byline(toList(authors), toText(language)));
  register('utm', (url, source, medium, campaign) =>
    utm(toText(url), toText(source), toText(medium), toText(campaign)),
  );
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join(' ');
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function toList(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(toText).filter((text) => text !== '');
}

function toNumber(value: unknown, filter: string): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number))
    throw new KawarabanError('KWB_TEMPLATE_INVALID', `filter "${filter}" wants a number, as in "${filter}: 2"`);
  return number;
}
