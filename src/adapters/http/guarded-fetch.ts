import { isIP } from 'node:net';
import { fetch, type Dispatcher, type Response } from 'undici';
import { addressCheck, type Reach } from './address-guard.js';
import {
  AddressRefused,
  guardedAgent,
  isLocalName,
  lookUpHost,
  lookUpLocalhost,
  type HostLookup,
} from './guarded-agent.js';
import { nameFailure } from './name-failure.js';
import { timeLimit } from '../../application/time-limit.js';

interface FetchOptions {
  /** Counted after decompression. */
  readonly maxBytes: number;
  /** For everything, redirects included. */
  readonly timeoutMs: number;
  /** A form to POST; a redirect is followed only where it says that the POST goes on. Without it, a GET. */
  readonly form?: URLSearchParams;
  /** Request headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of what is larger the beginning is enough, or nothing of it is wanted, as where this is left out. */
  readonly beyond?: 'cut' | 'refuse';
}

export type Fetched =
  | {
      readonly kind: 'fetched';
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      readonly bytes: Uint8Array;
      /** Behind all redirects. */
      readonly url: string;
      /** Where the address is to be found from now on: behind the redirects that are permanent. Null = where it was. */
      readonly movedTo: string | null;
    }
  /** It must not be fetched, or is too large: asking again changes nothing. */
  | { readonly kind: 'refused'; readonly message: string }
  /** No whole answer came. */
  | { readonly kind: 'unreachable'; readonly message: string };

/** Asks one address. */
export type FetchBytes = (url: string, options: FetchOptions, signal: AbortSignal) => Promise<Fetched>;

const MAX_REDIRECTS = 5;

/** A GET, or a POST of a form, that cannot be led into a private network, neither by the address, nor by a redirect, nor by the name server. */
export function guardedFetch(
  reach: Reach,
  lookUp: HostLookup = reach.to === 'loopback' ? lookUpLocalhost : lookUpHost,
): FetchBytes {
  const check = addressCheck(reach);
  return async (url, options, signal) => {
    if (lookUp === lookUpLocalhost && namesAnotherMachine(url))
      return { kind: 'refused', message: `${url} is not on this machine, and nothing else may be asked` };
    // One agent per call leaves no socket behind, and none is used again without a check.
    const agent = guardedAgent(check, lookUp);
    try {
      return await follow(url, options, agent, timeLimit(options.timeoutMs, signal));
    } catch (error) {
      return failed(error);
    } finally {
      await agent.destroy();
    }
  };
}

/** Seen before anything is set up to ask it: under simulated accounts nearly every page is one. */
function namesAnotherMachine(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return !isLocalName(hostname) && isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
}

const PERMANENT: readonly number[] = [301, 308];
const REDIRECTS: readonly number[] = [...PERMANENT, 302, 303, 307];
/** With the same method and body: https://www.rfc-editor.org/rfc/rfc9110#status.307 */
const POST_REDIRECTS: readonly number[] = [307, 308];

async function follow(
  url: string,
  options: FetchOptions,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<Fetched> {
  let address = url;
  let isMoved = true;
  let movedTo: string | null = null;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const objection = findObjection(address);
    if (objection !== null) return { kind: 'refused', message: objection };
    const { headers = {}, form } = options;
    const what = form === undefined ? {} : { method: 'POST', body: form };
    const response = await fetch(address, { ...what, dispatcher, signal, headers, redirect: 'manual' });
    const location = response.headers.get('location');
    const followed = form === undefined ? REDIRECTS : POST_REDIRECTS;
    if (!followed.includes(response.status) || location === null) return readBody(response, address, movedTo, options);
    await response.body?.cancel();
    if (!URL.canParse(location, address)) return { kind: 'refused', message: `${address} redirects to nowhere` };
    address = new URL(location, address).href;
    // What lies behind a redirect for the moment is not where it has moved to.
    isMoved &&= PERMANENT.includes(response.status);
    if (isMoved) movedTo = address;
  }
  return { kind: 'refused', message: `${url} redirects more than ${MAX_REDIRECTS} times` };
}

function findObjection(address: string): string | null {
  if (!URL.canParse(address)) return `${address} is no address`;
  const { protocol, username, password } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return `${protocol} is not fetched, only http and https`;
  return username !== '' || password !== '' ? 'an address with a password in it is not fetched' : null;
}

/** undici's own limit counts compressed bytes: a small answer could unpack to anything. */
async function readBody(
  response: Response,
  url: string,
  movedTo: string | null,
  { maxBytes, beyond }: FetchOptions,
): Promise<Fetched> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.length;
    chunks.push(bytes);
    if (size > maxBytes && beyond === 'cut') break;
    if (size > maxBytes) return { kind: 'refused', message: `${url} is larger than ${maxBytes} bytes` };
  }
  return {
    kind: 'fetched',
    status: response.status,
    headers: Object.fromEntries(response.headers),
    bytes: Buffer.concat(chunks).subarray(0, maxBytes),
    url,
    movedTo,
  };
}

function failed(error: unknown): Fetched {
  let cause = error;
  while (cause instanceof Error && !(cause instanceof AddressRefused) && cause.cause !== undefined) cause = cause.cause;
  if (cause instanceof AddressRefused) return { kind: 'refused', message: cause.message };
  return { kind: 'unreachable', message: nameFailure(cause) };
}
