import { Parser, type Handler, type ParserOptions } from 'htmlparser2';

export interface MarkupLimits {
  /** Elements within elements. */
  readonly maxDepth: number;
  readonly maxMs: number;
}

/** Why the parser stopped before the end; null when it did not. */
export type Stopped = 'depth' | 'time' | 'enough' | null;

/** To look at the clock takes longer than a tag. */
const TAGS_PER_LOOK = 1_000;

/**
 * One pass over XML or HTML that ends at once where a limit is passed: what nests deeply takes the parser quadratic
 * time, since each element is put in front of all that are open. `isEnough` is asked after each tag and attribute.
 */
export function parseMarkup(
  text: string,
  handler: Partial<Handler>,
  options: ParserOptions,
  limits: MarkupLimits,
  isEnough: () => boolean,
): Stopped {
  const endsAt = performance.now() + limits.maxMs;
  let depth = 0;
  let tags = 0;
  const stop: { why: Stopped } = { why: null };
  const look = () => {
    if (depth > limits.maxDepth) stop.why = 'depth';
    else if (isEnough()) stop.why = 'enough';
    else if (tags % TAGS_PER_LOOK === 0 && performance.now() > endsAt) stop.why = 'time';
    if (stop.why !== null) parser.pause();
  };
  const parser = new Parser(
    {
      ...handler,
      onattribute: (name, value, quote) => {
        handler.onattribute?.(name, value, quote);
        if (isEnough()) look();
      },
      onopentag: (name, attributes, isImplied) => {
        depth++;
        tags++;
        handler.onopentag?.(name, attributes, isImplied);
        look();
      },
      onclosetag: (name, isImplied) => {
        depth--;
        handler.onclosetag?.(name, isImplied);
        look();
      },
    },
    options,
  );
  parser.write(text);
  if (stop.why === null) parser.end();
  return stop.why;
}
