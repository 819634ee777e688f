import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AccountSettings } from '../domain/account.js';
import { KawarabanError } from '../domain/errors.js';
import type { Timing } from '../domain/timing.js';
import { readFacebookSettings, readXSettings } from './read-account-settings.js';
import { isLoopback, SECRETS, VARIABLES, type Variables } from './variables.js';

export interface Config {
  readonly dataFolder: string;
  readonly port: number;
  readonly host: string;
  /** IANA name of the newsroom's time zone. */
  readonly zone: string;
  /** Null takes `templates/` of the current folder, or else those that came with the program. */
  readonly templatesFolder: string | null;
  /** From it secrets are derived; null takes the one in the data folder. */
  readonly masterKey: string | null;
  /** Where this service is reached from outside; null = nowhere. */
  readonly publicUrl: string | null;
  /** That the API takes from one address. */
  readonly requestsPerMinute: number;
  /** By name of the webhook: its secrets, instead of derived ones. */
  readonly webhookSecrets: Readonly<Record<string, readonly string[]>>;
  readonly logLevel: Variables['KAWARABAN_LOG_LEVEL'];
  readonly ledger:
    { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };
  /** Null starts an embedded Redis. */
  readonly redisUrl: string | null;
  readonly redisPrefix: string;
  /** Told to the sites that are asked for articles; null = none is given. */
  readonly contact: string | null;
  /** Host names and networks of the newsroom's own that may be asked although they are private. */
  readonly fetchAllowPrivate: readonly string[];
  readonly timing: Timing;
  readonly x: XConfig;
  readonly facebook: FacebookConfig;
}

export interface XConfig {
  /** Null = no account is connected: a simulated one takes its place. */
  readonly credentials: {
    readonly consumerKey: string;
    readonly consumerSecret: string;
    readonly accessToken: string;
    readonly accessSecret: string;
  } | null;
  /** Null = the network itself (or the simulator while there are no credentials). */
  readonly apiUrl: string | null;
  readonly settings: AccountSettings;
}

export interface FacebookConfig {
  readonly credentials: {
    readonly pageId: string;
    readonly pageAccessToken: string;
    readonly appSecret: string;
  } | null;
  readonly apiUrl: string | null;
  readonly graphVersion: string;
  readonly settings: AccountSettings;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Checks the whole environment at once. Errors name the variable and the cure, never its value. */
export function readConfig(environment: Environment): Config {
  const variables = parse(withSecretFiles(environment));
  const dataFolder = resolve(variables.KAWARABAN_DATA);
  return {
    dataFolder,
    port: variables.KAWARABAN_PORT,
    host: variables.KAWARABAN_HOST,
    zone: variables.KAWARABAN_TIMEZONE,
    templatesFolder: variables.KAWARABAN_TEMPLATES ?? null,
    masterKey: variables.KAWARABAN_KEY ?? null,
    publicUrl: variables.KAWARABAN_PUBLIC_URL ?? null,
    requestsPerMinute: variables.KAWARABAN_REQUESTS_PER_MINUTE,
    webhookSecrets: variables.WEBHOOK_SECRETS,
    logLevel: variables.KAWARABAN_LOG_LEVEL,
    ledger:
      variables.DATABASE_URL === undefined
        ? { kind: 'sqlite', file: join(dataFolder, 'ledger.sqlite') }
        : { kind: 'postgres', url: variables.DATABASE_URL },
    redisUrl: variables.REDIS_URL ?? null,
    redisPrefix: variables.REDIS_PREFIX,
    contact: variables.KAWARABAN_CONTACT ?? null,
    fetchAllowPrivate: variables.FETCH_ALLOW_PRIVATE,
    timing: variables.KAWARABAN_TIMING,
    x: readX(variables),
    facebook: readFacebook(variables),
  };
}

/** An empty variable is an unset one; `NAME_FILE` gives a secret from a file. */
function withSecretFiles(environment: Environment): Record<string, string> {
  const given = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, value.trim()]],
    ),
  ) as Record<string, string>;
  for (const name of SECRETS) {
    const file = given[`${name}_FILE`];
    if (file === undefined) continue;
    if (given[name] !== undefined) fail([`${name} and ${name}_FILE are both set: keep one`]);
    given[name] = readSecret(`${name}_FILE`, file);
  }
  return given;
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    return fail([
      `${name} names a file that cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
    ]);
  }
}

function parse(given: Record<string, string>): Variables {
  const result = VARIABLES.safeParse(given);
  if (result.success) return result.data;
  return fail(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
}

function readX(variables: Variables): XConfig {
  const { X_API_KEY, X_API_KEY_SECRET, X_ACCESS_TOKEN, X_ACCESS_TOKEN_SECRET } = variables;
  const set = allOrNone('X', { X_API_KEY, X_API_KEY_SECRET, X_ACCESS_TOKEN, X_ACCESS_TOKEN_SECRET });
  refuseUnsignedRemote('X_API_URL', variables.X_API_URL, set === null, 'X_API_KEY');
  return {
    credentials:
      set === null
        ? null
        : {
            consumerKey: set.X_API_KEY,
            consumerSecret: set.X_API_KEY_SECRET,
            accessToken: set.X_ACCESS_TOKEN,
            accessSecret: set.X_ACCESS_TOKEN_SECRET,
          },
    apiUrl: variables.X_API_URL ?? null,
    settings: readXSettings(variables),
  };
}

function readFacebook(variables: Variables): FacebookConfig {
  const { FACEBOOK_PAGE_ID, FACEBOOK_PAGE_ACCESS_TOKEN, FACEBOOK_APP_SECRET } = variables;
  const set = allOrNone('Facebook', { FACEBOOK_PAGE_ID, FACEBOOK_PAGE_ACCESS_TOKEN, FACEBOOK_APP_SECRET });
  refuseUnsignedRemote('FACEBOOK_API_URL', variables.FACEBOOK_API_URL, set === null, 'FACEBOOK_PAGE_ID');
  return {
    credentials:
      set === null
        ? null
        : {
            pageId: set.FACEBOOK_PAGE_ID,
            pageAccessToken: set.FACEBOOK_PAGE_ACCESS_TOKEN,
            appSecret: set.FACEBOOK_APP_SECRET,
          },
    apiUrl: variables.FACEBOOK_API_URL ?? null,
    graphVersion: variables.FACEBOOK_GRAPH_VERSION,
    settings: readFacebookSettings(variables),
  };
}

/** A half-set credential is a mistake, not a demo. */
function allOrNone<Name extends string>(
  network: string,
  values: Record<Name, string | undefined>,
): Record<Name, string> | null {
  const names = Object.keys(values) as Name[];
  const missing = names.filter((name) => values[name] === undefined);
  if (missing.length === names.length) return null;
  if (missing.length > 0)
    fail(
      missing.map((name) => `${name} is not set: ${network} needs ${names.join(', ')}, all of them or none (a demo)`),
    );
  return values as Record<Name, string>;
}

/** A simulated account speaks to this machine only. */
function refuseUnsignedRemote(name: string, address: string | undefined, isUnsigned: boolean, first: string): void {
  if (address !== undefined && isUnsigned && !isLoopback(address))
    fail([`${name} names another machine, but there are no credentials for it: set ${first} and the others too`]);
}

function fail(complaints: readonly string[]): never {
  throw new KawarabanError('KWB_CONFIG_INVALID', complaints.join('\n'));
}
