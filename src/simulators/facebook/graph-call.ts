import type { SimulatedRequest } from '../simulator.js';
import type { PageState } from './page-state.js';
import type { SimulatorSettings } from './simulator-settings.js';

/** What a call to the simulated Graph API asks, and of which Page. */
export interface GraphCall {
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The bytes of the multipart file, whatever its part is called. */
  readonly file: Uint8Array | null;
  readonly now: Date;
  readonly origin: string;
  /** `v25.0` */
  readonly version: string;
  readonly token: string;
  readonly state: PageState;
  readonly settings: SimulatorSettings;
}

/** The oldest version that still answers serves calls without one: https://developers.facebook.com/docs/graph-api/changelog */
const OLDEST_VERSION = 'v25.0';

/** The path without its version: `/v26.0/me/accounts` is `me`, `accounts`. */
export function splitPath(path: string): { readonly version: string; readonly segments: readonly string[] } {
  const segments = path.split('/').filter((segment) => segment !== '');
  const [first] = segments;
  if (first !== undefined && /^v\d+\.\d+$/.test(first)) return { version: first, segments: segments.slice(1) };
  return { version: OLDEST_VERSION, segments };
}

export interface RequestParameters {
  readonly values: Readonly<Record<string, unknown>>;
  readonly file: Uint8Array | null;
}

/** Query and body together, whatever the body's form; null for a body that cannot be read. */
export async function readParameters(request: SimulatedRequest): Promise<RequestParameters | null> {
  const query = gather(request.query);
  if (request.method === 'GET' || request.body.length === 0) return { values: query, file: null };
  const type = request.headers['content-type'] ?? '';
  try {
    if (type.startsWith('application/json')) {
      const parsed: unknown = JSON.parse(request.body.toString('utf8'));
      if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
      return { values: { ...query, ...parsed }, file: null };
    }
    // Deprecated because it buffers the whole body, which is in memory here anyway.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const form = await new Response(new Uint8Array(request.body), { headers: { 'content-type': type } }).formData();
    const texts: [string, string][] = [];
    let file: Uint8Array | null = null;
    for (const [name, value] of form) {
      if (typeof value === 'string') texts.push([name, value]);
      else file = new Uint8Array(await value.arrayBuffer());
    }
    return { values: { ...query, ...gather(texts) }, file };
  } catch {
    return null;
  }
}

/** `attached_media[0]=…` and `attached_media[1]=…` are one list. */
function gather(pairs: Iterable<[string, string]>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const lists = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const list = /^(\w+)\[\d*\]$/.exec(name)?.[1];
    if (list === undefined) values[name] = value;
    else lists.set(list, [...(lists.get(list) ?? []), value]);
  }
  return { ...values, ...Object.fromEntries(lists) };
}
