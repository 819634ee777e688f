import { UNREADABLE_EMBARGO } from '../../../domain/embargo.js';
import { latestInstant } from '../../documents/written-instant.js';

/** A tag such as `embargo:2026-11-25T09:00+01:00` or `Embargo until 25 Nov 2026 09:00 GMT`. */
const TAG = /^embargo(?:ed)?(?:[ _-]?until)?\s*[:=]?\s*(?=\d|\p{L}{3,9},? \d)(.+)$/iu;
const NONE = /^(?:no|none|false|0|-)$/i;

/** The end of the item's embargo, and its categories without the tag that said so. */
export function readEmbargo(
  field: string | null,
  categories: readonly string[],
): { readonly until: Date | null; readonly categories: readonly string[] } {
  const tag = categories.find((category) => TAG.test(category));
  const written = field ?? TAG.exec(tag ?? '')?.[1] ?? null;
  const isNone = written === null || NONE.test(written.trim());
  return {
    until: isNone ? null : (latestInstant(written) ?? UNREADABLE_EMBARGO),
    categories: categories.filter((category) => category !== tag),
  };
}
