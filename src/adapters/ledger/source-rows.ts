import { z } from 'zod';
import {
  DEFAULT_SOURCE_SETTINGS,
  type FieldHashes,
  type Hub,
  type LastPoll,
  type Source,
  type SourceKind,
  type SourceSettings,
  type SourceState,
  WEBHOOK_DIALECTS,
} from '../../domain/source.js';
import { toDate } from './rows.js';
import type { SourceRow } from './schema.js';

export function toSource(row: SourceRow): Source {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as SourceKind,
    address: row.address,
    state: row.state as SourceState,
    pausedReason: row.paused_reason,
    settings: parseSettings(row.settings),
    primedAt: toDate(row.primed_at),
    backfill: row.backfill,
    isFloodAccepted: row.flood_accepted === 1,
    isFlooded: row.flooded === 1,
    hub: row.hub === null ? null : readHub(row.hub),
    lastPoll: toLastPoll(row),
    history: {
      lastItems: row.last_items,
      lastGoodPollAt: toDate(row.good_poll_at),
      lastNewAt: toDate(row.last_new_at),
      failuresInRow: row.failures_in_row,
    },
    nextPollAt: toDate(row.next_poll_at),
    push: { note: row.push_note, trustedUntil: toDate(row.push_until) },
    secret: { number: row.secret_generation, rotatedAt: toDate(row.secret_rotated_at) },
  };
}

function toLastPoll({ polled_at, poll_outcome, poll_note }: SourceRow): LastPoll | null {
  if (polled_at === null) return null;
  return { at: new Date(polled_at), outcome: poll_outcome as LastPoll['outcome'], note: poll_note ?? '' };
}

const hub: z.ZodType<Hub> = z.object({ hub: z.string(), topic: z.string() });

export function readHub(stored: string): Hub {
  return hub.parse(JSON.parse(stored));
}

const settings: z.ZodType<SourceSettings> = z.object({
  every: z.object({ floorMs: z.number(), ceilingMs: z.number() }).nullable(),
  freshnessMs: z.number(),
  dialect: z.enum(WEBHOOK_DIALECTS).nullable(),
});

/** What an older version did not know yet has its default. */
function parseSettings(stored: string): SourceSettings {
  return settings.parse({ ...DEFAULT_SOURCE_SETTINGS, ...(JSON.parse(stored) as Partial<SourceSettings>) });
}

const hashes = z.record(z.string(), z.string());

export function readHashes(stored: string): FieldHashes {
  return hashes.parse(JSON.parse(stored));
}
