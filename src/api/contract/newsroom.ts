import { z } from 'zod';
import { account } from './accounts.js';
import { accountName, post } from './posts.js';
import { route } from './route.js';
import { source } from './sources.js';
import { doer, givenInstant, id, instant, listOf, micros, network, paging, words } from './values.js';

export const silence = z.object({ reason: z.string(), startedAt: instant, until: instant.nullable() });

export const settings = z.object({
  /** As it stands on the pages; null = nobody has named it. */
  newsroomName: z.string().nullable(),
  /** What editors write and queue waits for a second person. */
  editorsNeedApproval: z.boolean(),
  /** Administrators may save templates in the page. */
  saveTemplates: z.boolean(),
});

export const today = z.object({
  now: instant,
  zone: z.string(),
  newsroomName: z.string().nullable(),
  /** What goes out next, the first first. */
  next: z.array(post),
  /** What is going out, or just went out, the newest first. */
  sent: z.array(post),
  /** What needs a person, the worst first. */
  needs: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('post'), since: instant, post }),
      z.object({ kind: z.literal('account'), account }),
      z.object({ kind: z.literal('source'), source }),
    ]),
  ),
  needsCount: z.number().int(),
  /** The 24 hours of the newsroom's day; 23 or 25 where clocks change. */
  hours: z.array(z.object({ at: instant, sent: z.number().int(), planned: z.number().int() })),
  sentToday: z.number().int(),
  plannedToday: z.number().int(),
  /** Sent today more than a minute after their time. */
  lateToday: z.number().int(),
  budgets: z.array(
    z.object({
      account: z.string(),
      network,
      month: z.string(),
      spentMicros: micros,
      scheduledMicros: micros,
      budgetMicros: micros.nullable(),
    }),
  ),
  health: z.object({
    status: z.enum(['ready', 'degraded', 'not-ready']),
    /** In plain words. */
    reasons: z.array(z.string()),
    /** How long the oldest post that could go out has been waiting; null = none does. */
    oldestLateMs: z.number().int().nullable(),
    /** Those that send; one that is paused needs a person. */
    accounts: z.array(accountName.extend({ blockedUntil: instant.nullable() })),
    /** Those that are asked, or send by themselves, and are in no trouble: the last that brought something first. */
    sources: z.array(source.pick({ name: true, kind: true, lastNewAt: true })),
  }),
  silence: silence.nullable(),
  /** The timelines of simulated networks; none where all are real. */
  simulators: z.array(z.object({ network, url: z.string() })),
});

/** No more of a post than a calendar shows: of a month that is two thousand of them. */
export const calendarPost = post.pick({ id: true, revision: true, group: true, state: true, keepsTime: true }).extend({
  /** One of `accounts`, where that one is still there. */
  account: id,
  network,
  article: id.nullable(),
  /** When it goes, or went, out. */
  at: instant,
  /** How its first part begins, without the link. */
  words: z.string(),
  /** The person who asks may give it another time. */
  mayMove: z.boolean(),
});

export const calendar = z.object({
  zone: z.string(),
  posts: z.array(calendarPost),
  /** There are more: ask for a shorter time. */
  isCut: z.boolean(),
  /** Free slots of accounts. */
  freeSlots: z.array(z.object({ account: id, at: instant })),
  /** With their habits; what they cost is not asked for here. */
  accounts: z.array(account.omit({ money: true })),
});

/** One thing that happened, as `data` of a server-sent event; its id is the event's. */
export const change = z.object({
  id,
  at: instant,
  kind: z.string(),
  detail: z.string(),
  by: doer.nullable(),
  post: id.nullable(),
  article: id.nullable(),
  account: id.nullable(),
  source: z.string().nullable(),
});

export const auditLine = change.extend({
  /** How its post begins, or the title of its article. */
  about: z.string().nullable(),
});

export const newsroomRoutes = {
  readToday: route({
    method: 'GET',
    path: '/api/today',
    role: 'viewer',
    does: 'Says what goes out next, what just went out, what needs a person, and whether all is well.',
    answer: today,
  }),
  readCalendar: route({
    method: 'GET',
    path: '/api/calendar',
    role: 'viewer',
    does: 'Lists the posts between two times, with free slots and the habits of the accounts.',
    query: z.object({
      from: givenInstant,
      to: givenInstant,
      account: id.exactOptional(),
      network: network.exactOptional(),
    }),
    answer: calendar,
  }),
  followEvents: route({
    method: 'GET',
    path: '/api/events',
    role: 'viewer',
    does: 'Tells every change as it happens, by server-sent events; goes on behind Last-Event-ID. One may come twice. An event `live` every 15 s says that the connection is there.',
    answer: 'stream',
  }),
  listAudit: route({
    method: 'GET',
    path: '/api/audit',
    role: 'approver',
    does: 'Lists what people changed, the newest first.',
    query: z.object({
      ...paging,
      by: id.exactOptional(),
      kind: z.string().max(64).exactOptional(),
      from: givenInstant.exactOptional(),
      to: givenInstant.exactOptional(),
    }),
    answer: listOf(auditLine),
  }),
  readSilence: route({
    method: 'GET',
    path: '/api/silence',
    role: 'viewer',
    does: 'Says whether the newsroom is silent.',
    answer: z.object({ silence: silence.nullable() }),
  }),
  startSilence: route({
    method: 'PUT',
    path: '/api/silence',
    role: 'editor',
    does: 'From now on nothing goes out; replaces a silence that is there.',
    body: z.object({ reason: words, until: givenInstant.nullable().default(null) }),
    answer: z.object({ silence: silence.nullable() }),
  }),
  endSilence: route({
    method: 'DELETE',
    path: '/api/silence',
    role: 'editor',
    does: 'Posts go out again; what was held waits for a person.',
    answer: z.object({ silence: silence.nullable(), held: z.number().int() }),
  }),
  readSettings: route({
    method: 'GET',
    path: '/api/settings',
    role: 'viewer',
    does: 'Shows the settings of the newsroom.',
    answer: settings.extend({ zone: z.string(), version: z.string() }),
  }),
  changeSettings: route({
    method: 'PATCH',
    path: '/api/settings',
    role: 'admin',
    does: 'Changes settings of the newsroom.',
    body: z.object({
      newsroomName: z.string().trim().min(1).max(80).nullable().exactOptional(),
      editorsNeedApproval: z.boolean().exactOptional(),
      saveTemplates: z.boolean().exactOptional(),
    }),
    answer: settings.extend({ zone: z.string(), version: z.string() }),
  }),
};
