import { Migrator, type Migration } from 'kysely';
import { KawarabanError } from '../../domain/errors.js';
import type { LedgerEngine } from './engines.js';
import { up as first } from './migrations/0001-first.js';
import { up as delivery } from './migrations/0002-delivery.js';
import { up as approvalsSlotsDiscards } from './migrations/0003-approvals-slots-discards.js';
import { up as sources } from './migrations/0004-sources.js';
import { up as pages } from './migrations/0005-pages.js';
import { up as push } from './migrations/0006-push.js';
import { up as people } from './migrations/0007-people.js';
import { up as lists } from './migrations/0008-lists.js';
import { up as calendarLinks } from './migrations/0009-calendar-links.js';
import { up as sweeps } from './migrations/0010-sweeps.js';
import { up as lateness } from './migrations/0011-lateness.js';
import { up as pausedBy } from './migrations/0012-paused-by.js';
import { up as uploadedPictures } from './migrations/0013-uploaded-pictures.js';
import { up as flooded } from './migrations/0014-flooded.js';
import { up as keepsTime } from './migrations/0015-keeps-time.js';
import { up as embargoLifting } from './migrations/0016-embargo-lifting.js';
import { up as whatCameLater } from './migrations/0017-what-came-later.js';

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first': { up: first },
  '0002-delivery': { up: delivery },
  '0003-approvals-slots-discards': { up: approvalsSlotsDiscards },
  '0004-sources': { up: sources },
  '0005-pages': { up: pages },
  '0006-push': { up: push },
  '0007-people': { up: people },
  '0008-lists': { up: lists },
  '0009-calendar-links': { up: calendarLinks },
  '0010-sweeps': { up: sweeps },
  '0011-lateness': { up: lateness },
  '0012-paused-by': { up: pausedBy },
  '0013-uploaded-pictures': { up: uploadedPictures },
  '0014-flooded': { up: flooded },
  '0015-keeps-time': { up: keepsTime },
  '0016-embargo-lifting': { up: embargoLifting },
  '0017-what-came-later': { up: whatCameLater },
};

export interface MigrationReport {
  readonly applied: readonly string[];
  /** The copy of the ledger as it was before; null when there was nothing to copy. */
  readonly backup: string | null;
}

/** Brings the ledger to this program's schema. Harmless to repeat, and for several processes at once. */
export async function migrateLedger(engine: LedgerEngine): Promise<MigrationReport> {
  const { done, pending } = await compareSchema(engine);
  if (pending.length === 0) return { applied: [], backup: null };
  const backup = done.length > 0 ? await engine.backUp(pending[0] ?? '') : null;
  const provider = { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) };
  const { error, results } = await engine.withPatience((db) => new Migrator({ db, provider }).migrateToLatest());
  if (error !== undefined) throw error instanceof Error ? error : new Error(JSON.stringify(error));
  return { applied: (results ?? []).map((result) => result.migrationName), backup };
}

/** For those who only read: fails unless the ledger has this program's schema, and changes nothing. */
export async function demandSchema(engine: LedgerEngine): Promise<void> {
  const { pending } = await compareSchema(engine);
  if (pending.length > 0)
    throw new KawarabanError('KWB_LEDGER_OLDER', 'the ledger is of an older Kawaraban: run `kawaraban migrate` first');
}

async function compareSchema(
  engine: LedgerEngine,
): Promise<{ readonly done: readonly string[]; readonly pending: readonly string[] }> {
  const done = await listApplied(engine);
  const unknown = done.filter((name) => !(name in MIGRATIONS));
  if (unknown.length > 0)
    throw new KawarabanError(
      'KWB_LEDGER_NEWER',
      `the ledger was written by a newer Kawaraban (it knows ${unknown.join(', ')}): start that version, or go back to the backup beside the ledger`,
    );
  return { done, pending: Object.keys(MIGRATIONS).filter((name) => !done.includes(name)) };
}

async function listApplied(engine: LedgerEngine): Promise<readonly string[]> {
  const tables = await engine.db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const rows = await engine.db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map((row) => row.name);
}
