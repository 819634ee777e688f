import type { Logger } from 'pino';
import { readDelivery } from '../adapters/sources/websub/read-delivery.js';
import { WEBHOOK_FORMATS } from '../adapters/sources/webhook/webhook-formats.js';
import type { HookOptions } from '../api/hook-routes.js';
import { followUnsentOf } from '../application/follow-post.js';
import { planRecorded } from '../application/plan-recorded.js';
import type { Ports } from '../application/ports/ports.js';
import { pollSource } from '../application/poll-source.js';
import { answerHub, receiveDelivery } from '../application/heed-hub.js';
import { receiveHook } from '../application/receive-hook.js';
import type { RecordedChange } from '../application/take-in.js';
import type { ArticleId } from '../domain/article.js';
import type { Source } from '../domain/source.js';
import type { InFlight } from './in-flight.js';

/** Receives what sources send; what follows from it is among what is in flight, so that a stop waits for it. */
export function openHookDesk(ports: Ports, inFlight: InFlight, log: Logger): HookOptions {
  const { ledger } = ports;
  const note = (sourceId: string, isRefused: boolean, text: string): void =>
    inFlight.begin(`a line about ${sourceId}`, () =>
      ledger.noteHook(sourceId, isRefused ? 'failed' : 'articles', isRefused ? `refused: ${text}` : text),
    );
  /** Planned first: somebody may be planning what the article said before. */
  const renew = async (id: ArticleId): Promise<void> => {
    await planRecorded(ports);
    await followUnsentOf(ports, id);
  };
  const follow = (recorded: readonly RecordedChange[]): void => {
    for (const { id, change } of recorded)
      if (change === 'changed') inFlight.beginAgain(`the posts of article ${id}`, () => renew(id));
      else inFlight.beginAgain('planning', () => planRecorded(ports));
  };
  return {
    receive: (name, request) => inFlight.run(() => receiveHook({ ...ports, webhooks: WEBHOOK_FORMATS }, name, request)),
    answered: (reception) => {
      if (reception.kind === 'taken-in') follow(reception.recorded);
      const isTaken = reception.kind === 'taken-in' || reception.kind === 'known';
      if (reception.source !== null) note(reception.source.id, !isTaken, reception.note);
    },
    refused: (name, why) =>
      inFlight.begin(`a line about ${name}`, async () => {
        const source = await ledger.findSource(name);
        if (source?.kind === 'webhook') await ledger.noteHook(source.id, 'failed', `refused: ${why}`);
      }),
    failed: (error) => log.error({ err: error }, 'a message was not recorded; its sender sends it again'),
    hubs: hubDesk(ports, inFlight, follow, log),
  };
}

function hubDesk(
  ports: Ports,
  inFlight: InFlight,
  follow: (recorded: readonly RecordedChange[]) => void,
  log: Logger,
): HookOptions['hubs'] {
  const askNow = async (id: Source['id']): Promise<void> => {
    const claim = await ports.ledger.claimPollOf(id);
    if (claim !== null) await pollSource(ports, claim, inFlight.cutOff);
  };
  return {
    isPlace: (place) => ports.secrets.subscriptionAt(place) !== null,
    answerHub: (place, question) => inFlight.run(() => answerHub(ports, place, question)),
    deliver: (place, request) => inFlight.run(() => receiveDelivery({ ...ports, readDelivery }, place, request)),
    delivered: (delivery) => {
      if (delivery.kind === 'ask')
        inFlight.beginAgain(`asking ${delivery.source.name}`, () => askNow(delivery.source.id));
      if (delivery.kind === 'ignored') log.warn('a delivery of a hub was ignored: it is not signed with our secret');
      if (delivery.kind === 'taken-in') follow(delivery.recorded);
    },
  };
}
