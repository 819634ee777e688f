import type { z } from 'zod';
import { liftEmbargo } from '../../application/lift-embargo.js';
import type { EmbargoAsk, RecordedArticle } from '../../domain/article.js';
import { isUnreadable } from '../../domain/embargo.js';
import { COMMAND_LINE, isAtLeast } from '../../domain/person.js';
import type { embargo, EMBARGO_ACTIONS, embargoRoutes } from '../contract/embargo.js';
import type { Asker, Handlers } from './asked.js';
import type { Desk } from './desk.js';
import { refuseTokens } from './session-handlers.js';

export function embargoHandlers({ ports }: Desk): Handlers<keyof typeof embargoRoutes> {
  const view = (recorded: RecordedArticle, asker: Asker) => ({
    embargo: viewEmbargo(recorded, asker, ports.clock.now()),
  });
  return {
    liftEmbargo: async ({ asker, ledger, params: { id }, body }) => {
      // Programs that act for two people are no two people.
      refuseTokens(asker);
      const until = new Date(body.until);
      const recorded =
        body.act === 'ask'
          ? await ledger.askEmbargoLift(id, until, body.reason)
          : await liftEmbargo(ports, ledger, id, { until, askedAt: new Date(body.askedAt) });
      return view(recorded, asker);
    },
    withdrawEmbargoAsk: async ({ asker, ledger, params: { id } }) => view(await ledger.withdrawEmbargoAsk(id), asker),
  };
}

/** Null where there is none, or it is over. */
export function viewEmbargo(
  { article: { embargoUntil }, embargoAsk }: RecordedArticle,
  asker: Asker,
  now: Date,
): z.infer<typeof embargo> | null {
  if (embargoUntil === null || embargoUntil <= now) return null;
  return {
    until: embargoUntil.toISOString(),
    isReadable: !isUnreadable(embargoUntil),
    ask: embargoAsk === null ? null : { ...embargoAsk, at: embargoAsk.at.toISOString() },
    actions: actionsFor(embargoAsk, asker),
  };
}

function actionsFor(ask: EmbargoAsk | null, { person, role, by }: Asker): (typeof EMBARGO_ACTIONS)[number][] {
  if (!isAtLeast(role, 'approver')) return [];
  const isPerson = by === 'session' && person.id !== COMMAND_LINE.id;
  if (ask === null) return isPerson ? ['ask'] : [];
  return isPerson && ask.by.id !== person.id ? ['lift', 'withdraw'] : ['withdraw'];
}
