import type { PeopleLedger } from '../../application/ports/people-ledger.js';
import { KawarabanError } from '../../domain/errors.js';
import type { ApiToken, PersonId } from '../../domain/person.js';
import { inTransaction, writeEvent, type LedgerContext } from './ledger-context.js';
import { newId } from './new-id.js';
import { toPerson, toToken } from './person-rows.js';
import type { TokenRow } from './people-schema.js';

/** When a token was last used is written this often. */
const USED_EVERY_MS = 60_000;

export function addToken(
  context: LedgerContext,
  personId: PersonId,
  { name, role, expiresAt }: Parameters<PeopleLedger['addToken']>[1],
  secretHash: string,
): Promise<ApiToken> {
  return inTransaction(context, async (tx) => {
    const now = context.clock.now().getTime();
    const person = await tx
      .selectFrom('people')
      .select(['id', 'name'])
      .where('id', '=', personId)
      .executeTakeFirstOrThrow();
    const row: TokenRow = {
      id: newId(now),
      secret_hash: secretHash,
      person_id: personId,
      name,
      role,
      created_at: now,
      expires_at: expiresAt?.getTime() ?? null,
      last_used_at: null,
    };
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('tokens')
      .values(row)
      .onConflict((conflict) => conflict.columns(['person_id', 'name']).doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n)
      throw new KawarabanError('KWB_NAME_TAKEN', `${person.name} has a token "${name}" already: end it first`);
    await writeEvent(context, tx, { kind: 'token-added', detail: `${name}, ${role}, of ${person.name}` });
    return toToken(row, person);
  });
}

export async function listTokens({ engine }: LedgerContext, personId: PersonId | null): Promise<readonly ApiToken[]> {
  const rows = await engine.db
    .selectFrom('tokens')
    .innerJoin('people', 'people.id', 'tokens.person_id')
    .selectAll('tokens')
    .select('people.name as person_name')
    .$if(personId !== null, (query) => query.where('tokens.person_id', '=', personId))
    .orderBy('tokens.id', 'desc')
    .execute();
  return rows.map((row) => toToken(row, { id: row.person_id, name: row.person_name }));
}

export async function useToken(
  { engine, clock }: LedgerContext,
  secretHash: string,
): ReturnType<PeopleLedger['useToken']> {
  const now = clock.now().getTime();
  const row = await engine.db
    .selectFrom('tokens')
    .selectAll()
    .where('secret_hash', '=', secretHash)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst();
  if (row === undefined) return null;
  const person = await engine.db
    .selectFrom('people')
    .selectAll()
    .where('id', '=', row.person_id)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (person === undefined) return null;
  if (row.last_used_at === null || row.last_used_at <= now - USED_EVERY_MS)
    await engine.db.updateTable('tokens').set({ last_used_at: now }).where('id', '=', row.id).execute();
  return { token: toToken({ ...row, last_used_at: now }, person), person: toPerson(person) };
}

export function removeToken(context: LedgerContext, tokenId: string): Promise<void> {
  return inTransaction(context, async (tx) => {
    const removed = await tx.deleteFrom('tokens').where('id', '=', tokenId).returning('name').executeTakeFirst();
    if (removed !== undefined) await writeEvent(context, tx, { kind: 'token-removed', detail: removed.name });
  });
}
