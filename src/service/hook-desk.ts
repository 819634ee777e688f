import { WEBHOOK_FORMATS } from '../adapters/sources/webhook/webhook-formats.js';
import type { HookOptions } from '../api/hook-routes.js';
import { rerenderUnsent } from '../application/ingest-article.js';
import { planRecorded } from '../application/plan-recorded.js';
import type { Ports } from '../application/ports/ports.js';
import { receiveHook, type Reception } from '../application/receive-hook.js';
import type { ArticleId } from '../domain/article.js';
import type { InFlight } from './in-flight.js';

/** Receives what sources send; what follows from it is among what is in flight, so that a stop waits for it. */
export function openHookDesk(ports: Ports, inFlight: InFlight): HookOptions {
  const { ledger } = ports;
  const note = (sourceId: string, isRefused: boolean, text: string): void =>
    inFlight.begin(`a line about ${sourceId}`, () =>
      ledger.noteHook(sourceId, isRefused ? 'failed' : 'articles', isRefused ? `refused: ${text}` : text),
    );
  /** Planned first: somebody may be planning what the article said before. */
  const renew = async (id: ArticleId): Promise<void> => {
    await planRecorded(ports);
    const newest = await ledger.findArticle(id);
    if (newest !== null) await rerenderUnsent(ports, newest);
  };
  const follow = (reception: Extract<Reception, { kind: 'taken-in' }>): void => {
    for (const { id, change } of reception.recorded)
      if (change === 'changed') inFlight.beginAgain(`the posts of article ${id}`, () => renew(id));
      else inFlight.beginAgain('planning', () => planRecorded(ports));
  };
  return {
    receive: (name, request) => inFlight.run(() => receiveHook({ ...ports, webhooks: WEBHOOK_FORMATS }, name, request)),
    answered: (reception) => {
      if (reception.kind === 'taken-in') follow(reception);
      const isTaken = reception.kind === 'taken-in' || reception.kind === 'known';
      if (reception.source !== null) note(reception.source.id, !isTaken, reception.note);
    },
    refused: (name, why) =>
      inFlight.begin(`a line about ${name}`, async () => {
        const source = await ledger.findSource(name);
        if (source?.kind === 'webhook') await ledger.noteHook(source.id, 'failed', `refused: ${why}`);
      }),
  };
}
