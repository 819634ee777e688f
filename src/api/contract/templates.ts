import { z } from 'zod';
import { accountName, draftPart, postPart } from './posts.js';
import { route } from './route.js';
import { id, network, problem } from './values.js';

export const template = z.object({
  /** `x/default` */
  name: z.string(),
  network,
  /** Null = every account of the network. */
  accounts: z.array(z.string()).nullable(),
  /** The condition as written; null = every article. */
  condition: z.string().nullable(),
  when: z.string(),
  expiresMs: z.number().int().nullable(),
  lane: z.enum(['normal', 'breaking']),
  approval: z.boolean(),
  image: z.enum(['card', 'photo', 'none']),
  correction: z.enum(['none', 'edit', 'reply']),
  /** Its rule in plain words. */
  rule: z.string(),
});

/** The ETag's hash, of the file as it is on the disk. */
const revision = z.string();
export const writtenTemplate = template.extend({ source: z.string(), maySave: z.boolean(), revision });
export const savedTemplate = template.extend({ revision });

const ofTemplate = z.object({
  network,
  file: z.string().regex(/^[\w-]{1,100}$/, 'letters, digits, _ and - alone, at most 100'),
});
const source = z.string().max(50_000);
const said = z.array(draftPart).nullable();

export const templateRoutes = {
  listTemplates: route({
    method: 'GET',
    path: '/api/templates',
    role: 'viewer',
    does: 'Lists the templates with their rules in plain words.',
    answer: z.object({ items: z.array(template) }),
  }),
  readTemplate: route({
    method: 'GET',
    path: '/api/templates/:network/:file',
    role: 'viewer',
    does: 'Shows a template as it is written; its ETag is what saving asks for.',
    params: ofTemplate,
    answer: writtenTemplate,
  }),
  tryTemplate: route({
    method: 'POST',
    path: '/api/templates/:network/:file/try',
    role: 'viewer',
    does: 'Renders a changed template against an article; keeps nothing.',
    params: ofTemplate,
    body: z.object({ source, article: id }),
    answer: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('rendered'),
        matches: z.boolean(),
        posts: z.array(
          z.object({
            account: accountName,
            parts: z.array(postPart.omit({ url: true, remoteId: true })),
            problems: z.array(problem),
          }),
        ),
        missing: z.array(z.string()),
      }),
      /** The template itself is wrong, with its line where that is known. */
      z.object({ kind: z.literal('wrong'), message: z.string() }),
    ]),
  }),
  replayTemplate: route({
    method: 'POST',
    path: '/api/templates/:network/:file/replay',
    role: 'viewer',
    does: 'Renders the newest articles through a changed template beside the present one.',
    params: ofTemplate,
    body: z.object({ source, last: z.number().int().min(1).max(200).default(50) }),
    answer: z.object({
      articles: z.number().int(),
      posts: z.array(
        z.object({
          article: z.object({ id, title: z.string() }),
          account: accountName,
          before: said,
          after: said,
          isDifferent: z.boolean(),
          problems: z.array(problem),
          missing: z.array(z.string()),
        }),
      ),
    }),
  }),
  saveTemplate: route({
    method: 'PUT',
    path: '/api/templates/:network/:file',
    role: 'admin',
    does: 'Writes the file of a template as it was seen, where the settings allow it.',
    params: ofTemplate,
    ifMatch: 'hash',
    body: z.object({ source }),
    answer: savedTemplate,
  }),
};
