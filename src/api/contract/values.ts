import { z } from 'zod';
import { ROLES } from '../../domain/person.js';

export const id = z.string().min(1).max(64);
/** ISO 8601 in UTC, as the API writes it; it reads any offset. */
export const instant = z.iso.datetime();
export const givenInstant = z.iso.datetime({ offset: true });
/** Millionths of a US dollar. */
export const micros = z.number().int();
export const words = z.string().trim().min(1).max(500);
/** Also of a page on this machine: the demo has such. What may be asked, the service decides when it asks. */
export const webAddress = z.url({ protocol: /^https?$/ }).max(2_048);

export const network = z.enum(['x', 'facebook']);

/** Each may do what the ones before it may. */
export const role = z.enum(ROLES);
export { isAtLeast, type Role } from '../../domain/person.js';

/** Who did something: a person by name, or `the command line`. */
export const doer = z.object({ id: z.string(), name: z.string() });

export const problem = z.object({
  /** Stable, kebab-case: `too-long`, `late`, `identical-text`, … */
  code: z.string(),
  /** Counted from 0; null when it is about the whole post. */
  part: z.number().int().nullable(),
  message: z.string(),
});

/** Lists come in pages: `next` of one is `cursor` of the following; null = that was the last. */
export const paging = {
  cursor: z.string().max(300).exactOptional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** `a,b` in an address. */
export function oneOrMore<Values extends readonly [string, ...string[]]>(values: Values) {
  return z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)).min(1));
}
