import { z } from 'zod';
import { route } from './route.js';
import { givenInstant, id, instant, micros, network, words } from './values.js';

export const account = z.object({
  id,
  name: z.string(),
  network,
  simulated: z.boolean(),
  state: z.enum(['active', 'paused', 'retired']),
  pausedReason: z.string().nullable(),
  blockedUntil: instant.nullable(),
  limits: z.object({
    characters: z.number().int().nullable(),
    zone: z.string(),
    minimumGapMs: z.number().int(),
    postsPerHour: z.number().int().nullable(),
    postsPerDay: z.number().int().nullable(),
    quietHours: z.object({ from: z.string(), to: z.string() }).nullable(),
    slots: z.array(z.string()),
  }),
  /** Of this calendar month, UTC. */
  money: z.object({
    spentMicros: micros,
    scheduledMicros: micros,
    budgetMicros: micros.nullable(),
    whenOver: z.enum(['hold', 'skip']).nullable(),
    postMicros: micros.nullable(),
    linkPostMicros: micros.nullable(),
  }),
});

const ofAccount = z.object({ id });

export const accountRoutes = {
  listAccounts: route({
    method: 'GET',
    path: '/api/accounts',
    role: 'viewer',
    does: 'Lists the accounts that are connected, with limits, habits and money.',
    answer: z.object({ items: z.array(account) }),
  }),
  findFreeTime: route({
    method: 'GET',
    path: '/api/accounts/:id/free-time',
    role: 'viewer',
    does: 'Finds the first time from then on that keeps the limits of the account.',
    params: ofAccount,
    query: z.object({
      from: givenInstant,
      /** In one of the slots of the account. */
      in: z.enum(['slot', 'any']).default('any'),
      /** The post that is to move: it is no obstacle to itself. */
      post: id.exactOptional(),
    }),
    answer: z.object({ at: instant.nullable() }),
  }),
  checkAccount: route({
    method: 'POST',
    path: '/api/accounts/:id/check',
    role: 'editor',
    does: 'Asks the network whether the account is in order.',
    params: ofAccount,
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('healthy'), displayName: z.string() }),
      z.object({ kind: z.literal('unhealthy'), status: z.number().int().nullable(), message: z.string() }),
    ]),
  }),
  pauseAccount: route({
    method: 'POST',
    path: '/api/accounts/:id/pause',
    role: 'editor',
    does: 'Nothing goes out on the account until a person resumes it.',
    params: ofAccount,
    body: z.object({ reason: words }),
    answer: account,
  }),
  resumeAccount: route({
    method: 'POST',
    path: '/api/accounts/:id/resume',
    role: 'editor',
    does: 'What paused the account is mended: it sends again.',
    params: ofAccount,
    answer: account,
  }),
};
