import type { Article } from '../domain/article.js';
import { DEFAULT_SOURCE_SETTINGS, type Source } from '../domain/source.js';
import type { IngestPorts } from './ingest-article.js';
import { planTakenIn, takeIn, type Recorded } from './take-in.js';

/** Takes in what a person gives as a source would have shown it. Harmless to repeat. */
export async function ingestByHand(ports: IngestPorts, articles: readonly Article[]): Promise<Recorded> {
  const taken = await takeIn(ports, await findHand(ports), articles, 'hand');
  if (taken.kind === 'flood') throw new Error('what a person gives is no flood');
  await planTakenIn(ports, taken);
  if (taken.failures.length > 0) throw taken.failures[0];
  return taken;
}

/** What was given by hand is known by a source of its own. */
async function findHand({ ledger }: Pick<IngestPorts, 'ledger'>): Promise<Source> {
  const hand = { name: 'by-hand', kind: 'hand', address: 'kawaraban ingest' } as const;
  const present = await ledger.findSource(hand.name);
  return present ?? ledger.addSource({ ...hand, settings: DEFAULT_SOURCE_SETTINGS, backfill: 0 });
}
