import type { z } from 'zod';
import type { Source } from '../../domain/source.js';
import type { source, sourceRoutes } from '../contract/sources.js';
import type { Handlers } from './asked.js';
import type { Desk } from './desk.js';
import { refuseTokens } from './session-handlers.js';
import type { Webhook } from './source-desk.js';
import { writeInstant } from './views.js';

export function sourceHandlers({ ports, sources }: Desk): Handlers<keyof typeof sourceRoutes> {
  return {
    listSources: async () => ({ items: (await ports.ledger.listSources()).map(viewSource) }),
    addSource: async ({ ledger, body }) => viewSource(await sources(ledger).addSource(body)),
    addWebhook: async ({ ledger, asker, body }) => {
      refuseTokens(asker);
      return viewWebhook(await sources(ledger).addWebhook(body.name, body.dialect));
    },
    readWebhook: async ({ ledger, asker, params }) => {
      refuseTokens(asker);
      return viewWebhook(await sources(ledger).findWebhook(params.name));
    },
    rotateWebhook: async ({ ledger, asker, params }) => {
      refuseTokens(asker);
      return viewWebhook(await sources(ledger).rotateSecret(params.name));
    },
    pollSource: async ({ ledger, params }) => viewSource(await sources(ledger).pollSource(params.name)),
    pauseSource: async ({ ledger, params, body }) =>
      viewSource(await sources(ledger).pauseSource(params.name, body.reason)),
    resumeSource: async ({ ledger, params }) => viewSource(await sources(ledger).resumeSource(params.name)),
    acceptSource: async ({ ledger, params, body }) =>
      viewSource(await sources(ledger).acceptSource(params.name, body.what)),
    removeSource: async ({ ledger, params }) => viewSource(await sources(ledger).removeSource(params.name)),
  };
}

export function viewSource(found: Source): z.infer<typeof source> {
  const { name, kind, address, state, pausedReason, isFlooded, settings, lastPoll, history, nextPollAt, push } = found;
  return {
    ...{ name, kind, address, state, pausedReason, isFlooded },
    dialect: settings.dialect,
    lastPoll: lastPoll === null ? null : { ...lastPoll, at: lastPoll.at.toISOString() },
    lastNewAt: writeInstant(history.lastNewAt),
    failuresInRow: history.failuresInRow,
    nextPollAt: writeInstant(nextPollAt),
    push: push.note,
  };
}

function viewWebhook({ oldCountsUntil, ...webhook }: Webhook) {
  return { ...webhook, oldCountsUntil: writeInstant(oldCountsUntil) };
}
