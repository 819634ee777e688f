import { DEFAULT_ACCOUNT_SETTINGS, type AccountSettings } from '../domain/account.js';
import type { Variables } from './variables.js';

export function readXSettings(variables: Variables): AccountSettings {
  return {
    characterLimit: variables.X_CHARACTER_LIMIT ?? null,
    zone: variables.KAWARABAN_TIMEZONE,
    minimumGapMs: variables.X_MINIMUM_GAP ?? 0,
    postsPerHour: variables.X_POSTS_PER_HOUR ?? null,
    postsPerDay: variables.X_POSTS_PER_DAY ?? null,
    quietHours: variables.X_QUIET_HOURS ?? null,
    slots: variables.X_SLOTS ?? [],
    resend: variables.X_RESEND,
    twoPhase: false,
    budget:
      variables.X_MONTHLY_BUDGET === undefined
        ? null
        : { monthlyMicros: variables.X_MONTHLY_BUDGET, whenOver: variables.X_OVER_BUDGET },
    prices: {
      postMicros: variables.X_PRICE_POST,
      linkPostMicros: variables.X_PRICE_LINK_POST,
      altTextMicros: variables.X_PRICE_ALT_TEXT,
    },
  };
}

/** Facebook charges nothing for a Page's posts. */
export function readFacebookSettings(variables: Variables): AccountSettings {
  return {
    ...DEFAULT_ACCOUNT_SETTINGS,
    zone: variables.KAWARABAN_TIMEZONE,
    minimumGapMs: variables.FACEBOOK_MINIMUM_GAP ?? 0,
    postsPerHour: variables.FACEBOOK_POSTS_PER_HOUR ?? null,
    postsPerDay: variables.FACEBOOK_POSTS_PER_DAY ?? null,
    quietHours: variables.FACEBOOK_QUIET_HOURS ?? null,
    slots: variables.FACEBOOK_SLOTS ?? [],
    resend: variables.FACEBOOK_RESEND,
    twoPhase: variables.FACEBOOK_TWO_PHASE,
  };
}
