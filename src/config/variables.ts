import { z } from 'zod';
import { ACCOUNT_VARIABLES } from './account-variables.js';
import { jsonText } from './json-text.js';
import { TIMING_VARIABLE } from './timing-variable.js';

/** By name of the webhook: its secrets, of which each counts. */
const WEBHOOK_SECRETS_VARIABLE = jsonText('{"blog":["whsec_…"]}').pipe(
  z.record(
    z.string(),
    z.array(z.string('must be text').min(16, 'holds a secret that is shorter than 16 characters')).min(1),
    'must be a JSON object such as {"blog":["whsec_…"]}',
  ),
);

/** Every variable of the environment. `.env.example` explains each; a test compares the two. */
export const VARIABLES = z.object({
  KAWARABAN_DATA: z.string().default('data'),
  KAWARABAN_PORT: port('KAWARABAN_PORT').default(3000),
  KAWARABAN_HOST: z.string().default('127.0.0.1'),
  KAWARABAN_TIMEZONE: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone such as Asia/Tokyo')
    .default(() => Intl.DateTimeFormat().resolvedOptions().timeZone),
  KAWARABAN_TEMPLATES: z.string().optional(),
  KAWARABAN_KEY: z.string().min(32, 'must be at least 32 characters: openssl rand -hex 32').optional(),
  KAWARABAN_PUBLIC_URL: publicUrl(),
  KAWARABAN_REQUESTS_PER_MINUTE: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(60, 'must be 60 or more')
    .default(6_000),
  WEBHOOK_SECRETS: WEBHOOK_SECRETS_VARIABLE,
  KAWARABAN_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
  KAWARABAN_TIMING: TIMING_VARIABLE,
  KAWARABAN_CONTACT: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be an address such as https://harbour-post.example/contact or a mail address')
    .optional(),
  FETCH_ALLOW_PRIVATE: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((entry) => entry !== ''))
    .default([]),
  DATABASE_URL: z
    .string()
    .refine((text) => /^postgres(ql)?:\/\//.test(text), 'must begin with postgres://')
    .optional(),
  REDIS_URL: z
    .string()
    .refine((text) => /^rediss?:\/\//.test(text), 'must begin with redis:// or rediss://')
    .optional(),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w-]+$/, 'must be of letters, digits, - and _')
    .default('kawaraban'),
  X_API_KEY: z.string().optional(),
  X_API_KEY_SECRET: z.string().optional(),
  X_ACCESS_TOKEN: z.string().optional(),
  X_ACCESS_TOKEN_SECRET: z.string().optional(),
  X_API_URL: apiUrl(),
  FACEBOOK_PAGE_ID: z.string().optional(),
  FACEBOOK_PAGE_ACCESS_TOKEN: z.string().optional(),
  FACEBOOK_APP_SECRET: z.string().optional(),
  FACEBOOK_API_URL: apiUrl(),
  FACEBOOK_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'must look like v26.0')
    .default('v26.0'),
  ...ACCOUNT_VARIABLES,
});

export type Variables = z.infer<typeof VARIABLES>;
export const VARIABLE_NAMES = Object.keys(VARIABLES.shape) as readonly (keyof Variables)[];

/** These may come from a file instead: `NAME_FILE` holds its path. */
export const SECRETS: readonly (keyof Variables)[] = [
  'KAWARABAN_KEY',
  'WEBHOOK_SECRETS',
  'DATABASE_URL',
  'REDIS_URL',
  'X_API_KEY',
  'X_API_KEY_SECRET',
  'X_ACCESS_TOKEN',
  'X_ACCESS_TOKEN_SECRET',
  'FACEBOOK_PAGE_ACCESS_TOKEN',
  'FACEBOOK_APP_SECRET',
];

function port(name: string) {
  const complaint = `must be a port number, as in ${name}=3000`;
  return z.coerce.number(complaint).int(complaint).min(0, complaint).max(65_535, complaint);
}

function apiUrl() {
  return z
    .url('must be an address such as https://proxy.example.org')
    .refine(isHttpsOrLoopback, 'must begin with https:// (http:// is for this machine alone: http://127.0.0.1:4001)')
    .transform((address) => address.replace(/\/+$/, ''))
    .optional();
}

function publicUrl() {
  return z
    .url({ protocol: /^https?$/, error: 'must be the address of this service from outside: https://desk.example.org' })
    .transform((address) => address.replace(/\/+$/, ''))
    .optional();
}

function isHttpsOrLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(address));
}

export function isLoopback(address: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(address).hostname);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
