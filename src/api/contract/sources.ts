import { z } from 'zod';
import { SOURCE_KINDS, WEBHOOK_DIALECTS } from '../../domain/source.js';
import { route } from './route.js';
import { instant, webAddress, words } from './values.js';

const name = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,62}$/,
    'small letters from a to z, digits and hyphens alone, at most 63, the first no hyphen',
  );
const dialect = z.enum(WEBHOOK_DIALECTS);

export const source = z.object({
  name: z.string(),
  kind: z.enum(SOURCE_KINDS),
  address: z.string(),
  state: z.enum(['active', 'paused', 'removed']),
  pausedReason: z.string().nullable(),
  /** It has shown so much that is unknown that somebody has to say first whether that is posted (acceptSource). */
  isFlooded: z.boolean(),
  dialect: dialect.nullable(),
  lastPoll: z
    .object({ at: instant, outcome: z.enum(['articles', 'unchanged', 'failed']), note: z.string() })
    .nullable(),
  lastNewAt: instant.nullable(),
  failuresInRow: z.number().int(),
  nextPollAt: instant.nullable(),
  /** What its hub does, in one line. */
  push: z.string().nullable(),
});

const secret = z.object({
  name: z.string(),
  dialect,
  /** Where its sender sends to. */
  address: z.string(),
  secret: z.string(),
  oldCountsUntil: instant.nullable(),
});

const ofSource = z.object({ name: z.string().min(1).max(64) });
const act = { method: 'POST', params: ofSource, answer: source } as const;

export const sourceRoutes = {
  listSources: route({
    method: 'GET',
    path: '/api/sources',
    role: 'viewer',
    does: 'Lists where articles come from.',
    answer: z.object({ items: z.array(source) }),
  }),
  addSource: route({
    method: 'POST',
    path: '/api/sources',
    role: 'admin',
    does: 'Adds a feed or a WordPress site, and asks it for the first time.',
    body: z.object({
      address: webAddress,
      name: name.nullable().default(null),
      kind: z.enum(['feed', 'wordpress']).nullable().default(null),
      /** So many of its newest articles are posted at once. */
      backfill: z.number().int().min(0).max(20).default(0),
    }),
    answer: source,
  }),
  addWebhook: route({
    method: 'POST',
    path: '/api/webhooks',
    role: 'admin',
    does: 'Adds a place that a site sends its articles to; the answer holds its secret.',
    body: z.object({ name, dialect }),
    answer: secret,
  }),
  readWebhook: route({
    method: 'GET',
    path: '/api/webhooks/:name',
    role: 'admin',
    does: 'Shows what the sender of a webhook has to be told.',
    params: ofSource,
    answer: secret,
  }),
  rotateWebhook: route({
    method: 'POST',
    path: '/api/webhooks/:name/rotate',
    role: 'admin',
    does: 'Makes a new secret; the one before counts for a day.',
    params: ofSource,
    answer: secret,
  }),
  pollSource: route({ ...act, path: '/api/sources/:name/poll', role: 'editor', does: 'Asks a source now.' }),
  pauseSource: route({
    ...act,
    path: '/api/sources/:name/pause',
    role: 'editor',
    does: 'Takes nothing in from a source until a person resumes it.',
    body: z.object({ reason: words }),
  }),
  resumeSource: route({ ...act, path: '/api/sources/:name/resume', role: 'editor', does: 'Takes in again.' }),
  acceptSource: route({
    ...act,
    path: '/api/sources/:name/accept',
    role: 'editor',
    does: 'A flood of unknown articles is in order: they are posted, or skipped.',
    body: z.object({ what: z.enum(['post', 'skip']) }),
  }),
  removeSource: route({
    ...act,
    method: 'DELETE',
    path: '/api/sources/:name',
    role: 'admin',
    does: 'Removes a source; what it has shown stays known.',
  }),
};
