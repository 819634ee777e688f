import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SimulatedRequest } from '../simulator.js';
import type { SimulatedXAccount } from './simulated-x-account.js';

const TOLERANCE_MS = 5 * 60 * 1000;

export type Authentication =
  | { readonly kind: 'authenticated'; readonly account: SimulatedXAccount }
  | { readonly kind: 'refused'; readonly key: 'unauthorized' | 'could-not-authenticate' | 'invalid-token' };

/** Checks OAuth 1.0a signatures with HMAC-SHA1 (RFC 5849, section 3), timestamps, and that no nonce comes twice. */
export class OAuth1Verifier {
  readonly #accounts: readonly SimulatedXAccount[];
  readonly #seen = new Map<string, number>();

  constructor(accounts: readonly SimulatedXAccount[]) {
    this.#accounts = accounts;
  }

  verify(request: SimulatedRequest, now: Date): Authentication {
    const header = request.headers['authorization'] ?? '';
    if (!/^OAuth /i.test(header)) return { kind: 'refused', key: 'unauthorized' };
    const given = parseHeader(header);
    const account = this.#accounts.find(({ accessToken }) => accessToken === given.get('oauth_token'));
    if (account === undefined) return { kind: 'refused', key: 'invalid-token' };
    const timely = Math.abs(now.getTime() - Number(given.get('oauth_timestamp')) * 1000) <= TOLERANCE_MS;
    if (!timely || !isSigned(request, given, account) || !this.#isFresh(given, now))
      return { kind: 'refused', key: 'could-not-authenticate' };
    return { kind: 'authenticated', account };
  }

  #isFresh(given: ReadonlyMap<string, string>, now: Date): boolean {
    for (const [nonce, at] of this.#seen) if (now.getTime() - at > 2 * TOLERANCE_MS) this.#seen.delete(nonce);
    const nonce = `${given.get('oauth_token') ?? ''} ${given.get('oauth_nonce') ?? ''}`;
    if (!given.has('oauth_nonce') || this.#seen.has(nonce)) return false;
    this.#seen.set(nonce, now.getTime());
    return true;
  }
}

/** A client may keep the real host name and only connect to this machine, or write this machine's address. */
function isSigned(request: SimulatedRequest, given: ReadonlyMap<string, string>, account: SimulatedXAccount): boolean {
  if (given.get('oauth_consumer_key') !== account.consumerKey) return false;
  if (given.get('oauth_signature_method') !== 'HMAC-SHA1') return false;
  const signature = Buffer.from(given.get('oauth_signature') ?? '');
  return [`https://api.x.com${request.path}`, request.url].some((url) => {
    const expected = Buffer.from(sign(request.method, url, [...request.query, ...given], account));
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  });
}

/** The signature of a request with these parameters; a given signature among them does not count. */
export function sign(
  method: string,
  url: string,
  parameters: Iterable<readonly [string, string]>,
  secrets: { readonly consumerSecret: string; readonly accessSecret: string },
): string {
  const pairs = [...parameters]
    .filter(([name]) => name !== 'oauth_signature' && name !== 'realm')
    .map(([name, value]): [string, string] => [percentEncode(name), percentEncode(value)])
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map((pair) => pair.join('='));
  const base = [method.toUpperCase(), url, pairs.join('&')].map(percentEncode).join('&');
  const key = `${percentEncode(secrets.consumerSecret)}&${percentEncode(secrets.accessSecret)}`;
  return createHmac('sha1', key).update(base).digest('base64');
}

export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function parseHeader(header: string): ReadonlyMap<string, string> {
  const pairs = [...header.matchAll(/([\w-]+)="([^"]*)"/g)];
  return new Map(pairs.map(([, name = '', value = '']) => [name, percentDecode(value)]));
}

function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
