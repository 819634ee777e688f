import { randomUUID } from 'node:crypto';
import { percentEncode, sign } from '../../src/simulators/x/oauth1.js';
import { SIMULATED_X_CREDENTIALS } from '../../src/simulators/x/simulated-x-account.js';

/** For tests: one call with an OAuth 1.0a signature made here, so that a test may bend any part of it. */
export interface SignedCall {
  readonly json?: unknown;
  readonly form?: FormData;
  readonly now?: Date;
  readonly nonce?: string;
  readonly credentials?: Readonly<Record<keyof typeof SIMULATED_X_CREDENTIALS, string>>;
}

export async function signedCall(
  origin: string,
  method: string,
  path: string,
  { json, form, now = new Date(), nonce = randomUUID(), credentials = SIMULATED_X_CREDENTIALS }: SignedCall = {},
): Promise<Response> {
  const url = new URL(path, origin);
  const parameters = {
    oauth_consumer_key: credentials.consumerKey,
    oauth_nonce: nonce,
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(Math.floor(now.getTime() / 1000)),
    oauth_token: credentials.accessToken,
    oauth_version: '1.0',
  };
  const all = [...url.searchParams, ...Object.entries(parameters)] as const;
  const signature = sign(method, `${url.origin}${url.pathname}`, all, credentials);
  const header = Object.entries({ ...parameters, oauth_signature: signature })
    .map(([name, value]) => `${name}="${percentEncode(value)}"`)
    .join(', ');
  return fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      authorization: `OAuth ${header}`,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(json === undefined ? (form === undefined ? {} : { body: form }) : { body: JSON.stringify(json) }),
  });
}
