import { z } from 'zod';
import { MICROS_PER_DOLLAR } from '../domain/money.js';

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000 } as const;
const WALL_TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';

/** The limits and habits of the accounts, by network. */
export const ACCOUNT_VARIABLES = {
  X_CHARACTER_LIMIT: count(25_000).optional(),
  X_MINIMUM_GAP: duration().optional(),
  X_POSTS_PER_HOUR: count(1_000).optional(),
  X_POSTS_PER_DAY: count(10_000).optional(),
  X_QUIET_HOURS: quietHours().optional(),
  X_SLOTS: slots().optional(),
  X_RESEND: z.enum(['once', 'never']).default('once'),
  X_MONTHLY_BUDGET: dollars().optional(),
  X_OVER_BUDGET: z.enum(['hold', 'skip']).default('hold'),
  // https://docs.x.com/x-api/getting-started/pricing
  X_PRICE_POST: dollars().default(15_000),
  X_PRICE_LINK_POST: dollars().default(200_000),
  X_PRICE_ALT_TEXT: dollars().default(5_000),
  FACEBOOK_MINIMUM_GAP: duration().optional(),
  FACEBOOK_POSTS_PER_HOUR: count(1_000).optional(),
  FACEBOOK_POSTS_PER_DAY: count(10_000).optional(),
  FACEBOOK_QUIET_HOURS: quietHours().optional(),
  FACEBOOK_SLOTS: slots().optional(),
  FACEBOOK_RESEND: z.enum(['once', 'never']).default('once'),
  FACEBOOK_TWO_PHASE: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
};

function count(most: number) {
  const expected = `must be a whole number from 1 to ${most}`;
  return z.coerce.number(expected).int(expected).min(1, expected).max(most, expected);
}

/** In milliseconds. */
function duration() {
  return z
    .string()
    .regex(/^[1-9]\d{0,4}[smh]$/, 'must be a length of time such as 30s, 10m or 2h')
    .transform((text) => Number(text.slice(0, -1)) * UNIT_MS[text.slice(-1) as keyof typeof UNIT_MS]);
}

/** In millionths of a dollar, from the digits as they are written: 0.1 + 0.2 is 0.3 here. */
function dollars() {
  return z
    .string()
    .regex(/^\d{1,7}(\.\d{1,6})?$/, 'must be US dollars such as 50 or 0.015, with 6 decimals at most')
    .transform((text) => {
      const [whole, decimals = ''] = text.split('.');
      return Number(whole) * MICROS_PER_DOLLAR + Number(decimals.padEnd(6, '0'));
    });
}

function quietHours() {
  return z
    .string()
    .regex(new RegExp(`^${WALL_TIME}-${WALL_TIME}$`), 'must be two times of day such as 23:00-06:00')
    .transform((text) => ({ from: text.slice(0, 5), to: text.slice(6) }))
    .refine(({ from, to }) => from !== to, 'must begin and end at different times, as in 23:00-06:00');
}

/** In the order of the day, each once. */
function slots() {
  return z
    .string()
    .regex(new RegExp(`^${WALL_TIME}(\\s*,\\s*${WALL_TIME})*$`), 'must be times of day such as 08:00,12:30,18:00')
    .transform((text) => [...new Set(text.split(',').map((slot) => slot.trim()))].sort());
}
