import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Page } from '../../application/ports/desk-ledger.js';
import { KawarabanError } from '../../domain/errors.js';

/** Where a page ended, by what its list is sorted by: a time, and the id where that is alike. Anybody may write a cursor. */
const place = z.tuple([z.int(), z.string().regex(/^[\w-]{1,64}$/)]);
export type Place = z.infer<typeof place>;

export function readCursor(cursor: string | null): Place | null {
  if (cursor === null) return null;
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new KawarabanError('KWB_USAGE', 'this is no cursor: take `next` of the page before, or begin without one');
  }
}

/** Of one row more than was asked for: whether there is a next page. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => Place,
  items: readonly Item[],
): Page<Item> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const next = last === undefined ? null : Buffer.from(JSON.stringify(placeOf(last))).toString('base64url');
  return { items: items.slice(0, limit), next };
}

/** Whether a text has the words in it, in capitals or not: as each engine knows them. */
export function contains(text: Expression<unknown>, words: string): RawBuilder<SqlBool> {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<SqlBool>`lower(${text}) like lower(${pattern}) escape '\\'`;
}
