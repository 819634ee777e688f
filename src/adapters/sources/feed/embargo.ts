import { UNREADABLE_EMBARGO } from '../../../domain/embargo.js';
import { latestKnown } from '../../../domain/latest.js';
import { latestInstant } from '../../documents/written-instant.js';

/**
 * A tag such as `embargo:2026-11-25T09:00+01:00` or `Embargo until 25 Nov 2026 09:00 GMT`; those that Ghost shows to
 * nobody begin with `#`: https://ghost.org/help/tags/#internal-tags
 */
const TAG = /^#?\s*embargo(?:ed)?(?:[ _-]?until)?\s*[:=_-]?\s*(?=\d|\p{L}{3,9},? \d)(.+)$/iu;
/** A field or key, in any namespace, PRISM's among them: https://www.w3.org/submissions/2020/SUBM-prism-20200910/ */
const KEY = /^(?:.*:)?embargo(?:ed)?(?:until|date)?$/;
const NONE = /^(?:no|none|false|0|-)$/i;
/** That there is one, and not until when. */
const FLAG = /^(?:yes|true|1)$/i;

/** The end of the last of its embargoes, and the categories without the tags that said so. */
export function readEmbargo(
  field: string | null,
  categories: readonly string[],
  read: (written: string) => Date | null = latestInstant,
): { readonly until: Date | null; readonly categories: readonly string[] } {
  const written = [field, ...categories.map((category) => TAG.exec(category)?.[1] ?? null)];
  const untils = written.map((text) =>
    text === null || NONE.test(text.trim()) ? null : (read(text) ?? UNREADABLE_EMBARGO),
  );
  return { until: latestKnown(...untils), categories: categories.filter((category) => !isEmbargoTag(category)) };
}

export function isEmbargoTag(category: string): boolean {
  return TAG.test(category);
}

/** Of the fields or keys of an article that which says until when it is embargoed, else one that says no more than that it is. */
export function findEmbargoField<Field extends { readonly name: string; readonly value: unknown }>(
  fields: readonly Field[],
): Field | null {
  const meant = fields.filter(({ name, value }) => isEmbargoKey(name) && !isNone(value));
  return meant.find(({ value }) => !FLAG.test(String(value).trim())) ?? meant[0] ?? null;
}

/** Whatever its name is; one that is not seen would be broken. */
function isEmbargoKey(name: string): boolean {
  return KEY.test(name.toLowerCase().replace(/[_-]/g, ''));
}

function isNone(value: unknown): boolean {
  const text = String(value).trim();
  return value === null || text === '' || NONE.test(text);
}
