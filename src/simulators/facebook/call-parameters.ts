import { z } from 'zod';
import type { SimulatedAnswer } from '../simulator.js';
import { refuse } from './error-catalogue.js';

/** Booleans and numbers arrive as text in a form and as themselves in JSON. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0'])])
  .transform((value) => value === true || value === 'true' || value === '1');
export const wholeNumber = z.union([z.number().int(), z.string().regex(/^\d+$/).transform(Number)]);

const mediaItem = z.preprocess(parseIfText, z.object({ media_fbid: z.string() }));
/** `[{"media_fbid":"…"}]` as JSON, as the text of it, or as a list of texts. */
export const attachedMedia = z.preprocess(parseIfText, z.array(mediaItem));

function parseIfText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

export type Checked<T> =
  { readonly kind: 'fine'; readonly value: T } | { readonly kind: 'refused'; readonly answer: SimulatedAnswer };

/** An unknown parameter is refused too: the real API ignores most of them, and a newsroom would never learn of its typing error. */
export function checkParameters<T>(schema: z.ZodType<T>, parameters: unknown): Checked<T> {
  const parsed = schema.safeParse(parameters);
  if (parsed.success) return { kind: 'fine', value: parsed.data };
  return { kind: 'refused', answer: refuse('invalid-parameter', {}, z.prettifyError(parsed.error)) };
}
