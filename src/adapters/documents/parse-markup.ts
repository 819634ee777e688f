import { Parser, type Handler, type ParserOptions } from 'htmlparser2';

export interface MarkupLimits {
  /** Elements within elements. */
  readonly maxDepth: number;
  readonly maxMs: number;
}

/** Why the parser stopped before the end; null when it did not. */
export type Stopped = 'depth' | 'time' | 'enough' | null;

/** Small, so that a limit is noticed soon after it is passed. */
const PIECE = 8_192;

/**
 * One pass over XML or HTML, in pieces, within limits: what nests deeply takes any parser quadratic time
 * (htmlparser2: https://github.com/fb55/htmlparser2). `isEnough` is asked after each piece.
 */
export function parseMarkup(
  text: string,
  handler: Partial<Handler>,
  options: ParserOptions,
  limits: MarkupLimits,
  isEnough: () => boolean = () => false,
): Stopped {
  let depth = 0;
  const parser = new Parser(
    {
      ...handler,
      onopentag: (name, attributes, isImplied) => {
        depth++;
        handler.onopentag?.(name, attributes, isImplied);
      },
      onclosetag: (name, isImplied) => {
        depth--;
        handler.onclosetag?.(name, isImplied);
      },
    },
    options,
  );
  const endsAt = performance.now() + limits.maxMs;
  for (let at = 0; at < text.length; at += PIECE) {
    parser.write(text.slice(at, at + PIECE));
    if (depth > limits.maxDepth) return 'depth';
    if (isEnough()) return 'enough';
    if (performance.now() > endsAt) return 'time';
  }
  parser.end();
  return null;
}
