import type { Liquid } from 'liquidjs';

import { KawarabanError } from '../../../domain/errors.js';
import { beginsWith } from './begins-with.js';
import { byline } from './byline.js';
import { fit, ifFits, roomBeside, type Measure } from './fit.js';
import { hashtag, hashtags } from './hashtags.js';
import { firstSentence, sentences, sentencesThatFit } from './sentences.js';
import { utm } from './utm.js';

type Filter = (measure: Measure, value: unknown, ...rest: unknown[]) => unknown;

/** Gives the templates of one network their filters; whatever fits, fits in the network's own measure. */
export function registerFilters(engine: Liquid, counted: Measure): void {
  const register = (name: string, filter: Filter) =>
    engine.registerFilter(name, function (value: unknown, ...rest: unknown[]) {
      // Liquid looks at the time between two tags alone, and a long text is measured again and again.
      const measure = (text: string): number => {
        this.context.renderLimit.check(performance.now());
        return counted(text);
      };
      return filter(measure, value, ...rest);
    });

  register('measure', (measure, text) => measure(toText(text)));
  register('fit', (measure, text, limit, ...others) => fit(toText(text), room(measure, limit, others, 'fit'), measure));
  register('if_fits', (measure, text, limit, ...others) =>
    ifFits(toText(text), room(measure, limit, others, 'if_fits'), measure),
  );
  register('sentences', (measure, text, count, limit, ...others) =>
    limit === undefined
      ? sentences(toText(text), toNumber(count, 'sentences'))
      : sentencesThatFit(
          toText(text),
          toNumber(count, 'sentences'),
          room(measure, limit, others, 'sentences'),
          measure,
        ),
  );
  registerMeasureless(engine);
}

/** Those that make the same on every network. */
function registerMeasureless(engine: Liquid): void {
  const register = (name: string, filter: (value: unknown, ...rest: unknown[]) => unknown) =>
    engine.registerFilter(name, filter);
  register('first_sentence', (text) => firstSentence(toText(text)));
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

function room(measure: Measure, limit: unknown, others: readonly unknown[], filter: string): number {
  return roomBeside(toNumber(limit, filter), others.map(toText), measure);
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
