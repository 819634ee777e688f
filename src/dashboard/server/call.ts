import { errorBody } from '../../api/contract/error.js';
import type { AnswerOf, GivenBodyOf, GivenQueryOf, Route } from '../../api/contract/route.js';
import { ROUTES, type RouteName, type Routes } from '../../api/contract/routes.js';
import { Refused } from './refused.js';

export interface Given<Name extends RouteName> {
  /** What stands in the address: `{ id }`. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: GivenQueryOf<Routes[Name]>;
  readonly body?: GivenBodyOf<Routes[Name]>;
  /** The post or the template as it was seen, where the change is of one. */
  readonly seen?: { readonly revision: number | string };
  /** Made once for each thing that is to be made, so that a second try makes nothing twice. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** The same, whatever the route. */
interface Written extends Omit<Given<RouteName>, 'query' | 'body'> {
  readonly query?: object;
  readonly body?: unknown;
}

/** One call of the API; its answer is parsed here and nowhere else. Refusals are thrown as `Refused`. */
export async function call<Name extends RouteName>(
  name: Name,
  given: Given<Name> = {},
): Promise<AnswerOf<Routes[Name]>> {
  const route: Route = ROUTES[name];
  const { params, query, body, signal }: Written = given as Written;
  const response = await fetch(addressOf(route, params, query), {
    method: route.method,
    headers: headersOf(given as Written),
    body: bodyOf(body),
    signal: signal ?? null,
  });
  if (!response.ok) throw await readRefusal(response);
  const answer = typeof route.answer === 'string' ? undefined : route.answer.parse(await response.json());
  return answer as AnswerOf<Routes[Name]>;
}

function addressOf({ path }: Route, params: Readonly<Record<string, string>> = {}, query: object = {}): string {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, String(value)]],
  );
  return asked.length === 0 ? filled : `${filled}?${new URLSearchParams(asked).toString()}`;
}

function headersOf({ body, seen, idempotencyKey }: Written): Headers {
  const headers = new Headers();
  if (body instanceof Blob) headers.set('content-type', body.type);
  else if (body !== undefined) headers.set('content-type', 'application/json');
  if (seen !== undefined) headers.set('if-match', `"${seen.revision}"`);
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
  return headers;
}

function bodyOf(body: unknown): BodyInit | null {
  if (body === undefined) return null;
  return body instanceof Blob ? body : JSON.stringify(body);
}

async function readRefusal(response: Response): Promise<Refused> {
  const text = await response.text();
  try {
    return new Refused(response.status, errorBody.parse(JSON.parse(text)));
  } catch {
    return new Refused(response.status, null);
  }
}

/** Also where `crypto.randomUUID` is missing: on plain http beside this machine. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
