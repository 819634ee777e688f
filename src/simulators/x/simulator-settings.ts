import { z } from 'zod';

/** The read contract was renamed between these two versions of https://docs.x.com/openapi.json. */
export type XDialect = '2.166' | '2.167';

const amount = z.number().int().min(0);

const settings = z.strictObject({
  /** How long a new post is missing from timelines. */
  visibleAfterMs: amount,
  /** How long a new post cannot be replied to. */
  parentVisibleAfterMs: amount,
  /** Refuses a text that a living post of the account says already. */
  duplicateCheck: z.boolean(),
  /** Replies only where the parent's author mentioned the account. */
  replyRestriction: z.boolean(),
  /** An account may always reply to itself: threads. */
  selfReplyExempt: z.boolean(),
  characterLimit: z.number().int().min(1),
  /** Posts in 15 minutes. */
  postsPerWindow: z.number().int().min(1),
  /** Posts in 24 hours, as on the legacy tiers; null = no such window and none of its headers. */
  postsPerDay: z.number().int().min(1).nullable(),
  /** What becomes of an upload that was finalized. */
  mediaProcessing: z.enum(['succeeds', 'stuck', 'fails']),
  /** How far ahead refusals of the error catalogue set the end of their window; null = its whole length. */
  rateResetMs: amount.nullable(),
  /** What was paid in, in millionths of a US dollar: once it is used up, every call is refused; null = enough. */
  credits: amount.nullable(),
  /** What may be spent, in millionths of a US dollar; null = no limit. */
  spendCapMicros: amount.nullable(),
  dialect: z.enum(['2.166', '2.167']),
});
export type XSimulatorSettings = z.infer<typeof settings>;

export function defaultSettings(dialect: XDialect): XSimulatorSettings {
  return {
    visibleAfterMs: 0,
    parentVisibleAfterMs: 0,
    duplicateCheck: true,
    replyRestriction: true,
    selfReplyExempt: true,
    characterLimit: 280,
    // X prints 100 in 15 minutes (https://docs.x.com/x-api/fundamentals/rate-limits). A demonstration queues 200 posts
    // for the same minute and is no place to wait a quarter of an hour: whoever tests the window sets 100.
    postsPerWindow: 100_000,
    postsPerDay: null,
    mediaProcessing: 'succeeds',
    rateResetMs: null,
    credits: null,
    spendCapMicros: null,
    dialect,
  };
}

const change = settings.partial().extend({
  /** Back to the values of the start, before the others are taken. */
  reset: z.literal(true).optional(),
});

/** What is not named stays as it is; throws on an unknown key. */
export function changeSettings(
  current: XSimulatorSettings,
  initial: XSimulatorSettings,
  body: unknown,
): XSimulatorSettings {
  const { reset, ...named } = change.parse(body);
  return settings.parse({ ...(reset === true ? initial : current), ...named });
}
