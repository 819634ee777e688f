import { z } from 'zod';
import { route } from './route.js';
import { doer, givenInstant, id, instant, words } from './values.js';

export const EMBARGO_ACTIONS = ['ask', 'lift', 'withdraw'] as const;

/** One that is in force. */
export const embargo = z.object({
  /** As `embargoUntil` of the article: it names the embargo that was seen. */
  until: instant,
  /** False: what the source wrote could not be read, and `until` stands for no time. */
  isReadable: z.boolean(),
  /** Somebody asks that it be lifted. */
  ask: z.object({ by: doer, at: instant, reason: z.string() }).nullable(),
  /** What the person who asks may do about it now. */
  actions: z.array(z.enum(EMBARGO_ACTIONS)),
});

/** Whoever asks says why; whoever lifts names the ask that was seen by its time. */
const lifting = z.discriminatedUnion('act', [
  z.object({ act: z.literal('ask'), until: givenInstant, reason: words }),
  z.object({ act: z.literal('lift'), until: givenInstant, askedAt: givenInstant }),
]);

const ofArticle = { path: '/api/articles/:id/embargo-lift', role: 'approver', params: z.object({ id }) } as const;
/** Null = it is lifted, or over. */
const answer = z.object({ embargo: embargo.nullable() });

export const embargoRoutes = {
  liftEmbargo: route({
    ...ofArticle,
    method: 'POST',
    does: 'Lifts the embargo of an article, by two people who are signed in: one asks, another lifts (403 KWB_OWN_ASK).',
    body: lifting,
    answer,
  }),
  withdrawEmbargoAsk: route({
    ...ofArticle,
    method: 'DELETE',
    does: 'Takes back that somebody asked for the end of an embargo.',
    answer,
  }),
};
