import { Liquid } from 'liquidjs';

import { NEXT_POST } from './article-variables.js';
import { registerFilters } from './filters/register-filters.js';
import type { Measure } from './filters/fit.js';

/** Generous for a post, and small enough that a mistaken loop ends in an error instead of a dead worker. */
const LIMITS = { parseLimit: 100_000, memoryLimit: 10_000_000 };
/** They read other files. */
const FILE_TAGS = ['include', 'render', 'layout', 'block'];

/**
 * A Liquid that refuses what it does not know and reads no file. `zone`: what the `date` filter shows times in.
 * `renderMs`: how long one rendering may take, by the clock on the wall.
 */
export function createEngine(measure: Measure, zone: string, renderMs: number): Liquid {
  const engine = new Liquid({
    ...LIMITS,
    renderLimit: renderMs,
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    // An empty text counts as false, as an editor expects of `{% if article.section %}`.
    jsTruthy: true,
    templates: {},
    relativeReference: false,
    timezoneOffset: zone,
    locale: 'en-GB',
  });
  for (const tag of FILE_TAGS) Reflect.deleteProperty(engine.tags, tag);
  engine.registerTag('next_post', { parse: () => undefined, render: () => NEXT_POST });
  registerFilters(engine, measure);
  return engine;
}
