import { liftedByPeopleOnly } from '../../application/lift-embargo.js';
import type { ArticleId, EmbargoAsk, RecordedArticle } from '../../domain/article.js';
import { KawarabanError } from '../../domain/errors.js';
import { COMMAND_LINE, type Doer } from '../../domain/person.js';
import { insertRevision } from './article-revisions.js';
import { updateRows } from './compiled-once.js';
import { inTransaction, writeEvent, type LedgerContext } from './ledger-context.js';
import { parseArticle, readAsk, toRecordedArticle, type Tx } from './rows.js';
import type { ArticleRow } from './schema.js';
import { lockArticle, markOutdated } from './told-revisions.js';

export function askEmbargoLift(
  context: LedgerContext,
  id: ArticleId,
  until: Date,
  reason: string,
): Promise<RecordedArticle> {
  return inTransaction(context, async (tx) => {
    const person = demandPerson(context);
    const row = await findArticle(tx, id);
    refuseOther(context, row, until);
    const before = readAsk(row);
    if (before !== null && before.by.id !== person.id)
      throw changed(`${before.by.name} has asked for it already: look at that, and lift it`);
    if (before !== null) return toRecordedArticle(row);
    const ask: EmbargoAsk = { by: person, at: context.clock.now(), reason };
    const asked = await write(tx, row, { embargo_ask: JSON.stringify(ask) });
    await writeEvent(context, tx, { kind: 'embargo-lift-asked', article_id: id, detail: reason });
    return toRecordedArticle(asked);
  });
}

export function liftEmbargo(
  context: LedgerContext,
  id: ArticleId,
  until: Date,
  askedAt: Date,
): Promise<RecordedArticle> {
  return inTransaction(context, async (tx) => {
    const person = demandPerson(context);
    const row = await findArticle(tx, id);
    if (row.embargo_until === null && row.embargo_lifted === until.getTime()) return toRecordedArticle(row);
    refuseOther(context, row, until);
    const ask = readAsk(row);
    if (ask?.at.getTime() !== askedAt.getTime())
      throw changed('nobody asks for it any more, or somebody else does: look again');
    if (ask.by.id === person.id)
      throw new KawarabanError('KWB_OWN_ASK', 'you asked for it: a second person lifts the embargo');
    const lifted = await writeLifted(context, tx, row, until);
    await writeEvent(context, tx, {
      kind: 'embargo-lifted',
      article_id: id,
      detail: `${ask.by.name} had asked for it: ${ask.reason}`,
    });
    return toRecordedArticle(lifted);
  });
}

/** A revision of its own, so that the posts follow it as they follow a source that lifts it. */
async function writeLifted(context: LedgerContext, tx: Tx, row: ArticleRow, until: Date): Promise<ArticleRow> {
  const now = context.clock.now().getTime();
  const lifted = await write(tx, row, {
    content: JSON.stringify({ ...parseArticle(row.content), embargoUntil: null }),
    revision: row.revision + 1,
    embargo_until: null,
    embargo_ask: null,
    embargo_lifted: until.getTime(),
  });
  await insertRevision(tx, lifted, now);
  await markOutdated(tx, row.id, now);
  return lifted;
}

export function withdrawEmbargoAsk(context: LedgerContext, id: ArticleId): Promise<RecordedArticle> {
  return inTransaction(context, async (tx) => {
    const row = await findArticle(tx, id);
    const ask = readAsk(row);
    if (ask === null) return toRecordedArticle(row);
    const withdrawn = await write(tx, row, { embargo_ask: null });
    await writeEvent(context, tx, {
      kind: 'embargo-ask-withdrawn',
      article_id: id,
      detail: `${ask.by.name} had asked for it: ${ask.reason}`,
    });
    return toRecordedArticle(withdrawn);
  });
}

async function write(tx: Tx, row: ArticleRow, change: Partial<ArticleRow>): Promise<ArticleRow> {
  await updateRows(tx, 'articles', { id: row.id }, change);
  return { ...row, ...change };
}

async function findArticle(tx: Tx, id: ArticleId): Promise<ArticleRow> {
  const found = await tx.selectFrom('articles').select('id').where('id', '=', id).executeTakeFirst();
  if (found === undefined) throw new KawarabanError('KWB_NOT_FOUND', `there is no article ${id}`);
  return lockArticle(tx, id);
}

/** Two people are told apart by their sign-in alone. */
function demandPerson({ doer }: LedgerContext): Doer {
  if (doer === null || doer.id === COMMAND_LINE.id) throw liftedByPeopleOnly();
  return { id: doer.id, name: doer.name };
}

function refuseOther({ clock }: LedgerContext, row: ArticleRow, until: Date): void {
  if (row.embargo_until !== until.getTime()) throw changed('its embargo is not the one that you saw: look again');
  if (until <= clock.now()) throw new KawarabanError('KWB_TRANSITION_REFUSED', 'this embargo is over');
}

function changed(why: string): KawarabanError {
  return new KawarabanError('KWB_CHANGED_MEANWHILE', why);
}
