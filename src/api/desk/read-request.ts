import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Route } from '../contract/route.js';
import { findZero } from './find-zero.js';
import { plainIssue } from './plain-issue.js';
import { Refusal } from './refusal.js';

/** What a request says, by the schemas of its route. */
export interface Read {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly seen: number | string | undefined;
  readonly idempotencyKey: string | null;
  readonly lastEventId: string | null;
}

export function readRequest(
  route: Route,
  request: Pick<FastifyRequest, 'params' | 'query' | 'body' | 'headers'>,
): Read {
  const { headers } = request;
  return {
    params: parse(route.params, request.params, 'address'),
    query: parse(route.query, request.query, 'query'),
    body: route.body === 'bytes' ? readBytes(request.body) : parse(route.body, request.body, 'body'),
    seen: route.ifMatch === undefined ? undefined : readIfMatch(headers['if-match'], ETAGS[route.ifMatch]),
    idempotencyKey: route.idempotent === true ? readKey(headers['idempotency-key']) : null,
    lastEventId: headers['last-event-id']?.toString() ?? null,
  };
}

function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (schema === undefined) return undefined;
  const { success, data, error } = schema.safeParse(value ?? {}, { error: plainIssue });
  if (!success) throw refuseFields(where, error.issues);
  const zero = findZero(data);
  if (zero !== null) throw refuseFields(where, [{ path: zero, message: NO_ZERO }]);
  return data;
}

/** PostgreSQL keeps no text with it: https://www.postgresql.org/docs/current/datatype-character.html */
const NO_ZERO = 'must not hold the character U+0000: take it out';

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function refuseFields(where: string, issues: readonly Issue[]): Refusal {
  const fields = issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  const [first] = fields;
  const what = first === undefined ? '' : ` (${first.field === '' ? where : first.field}: ${first.message})`;
  return new Refusal('KWB_INPUT_INVALID', `the ${where} of the request is not right${what}`, { fields });
}

function readBytes(body: unknown): Uint8Array {
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  throw new Refusal('KWB_INPUT_INVALID', 'send the picture as it is, with its own content type: image/jpeg, …');
}

interface ETag {
  readonly schema: z.ZodType<number | string>;
  readonly example: string;
}

/** How the ETag of a thing reads, by what it is made of. */
const ETAGS: Readonly<Record<NonNullable<Route['ifMatch']>, ETag>> = {
  revision: { schema: etagOf(/^\d{1,9}$/).transform(Number), example: 'a post, such as "7"' },
  hash: { schema: etagOf(/^[0-9a-f]{64}$/), example: 'a template, such as "9f86d081…"' },
};

/** Weak ones too: a proxy that compresses makes them so. */
function etagOf(form: RegExp) {
  return z
    .string()
    .regex(/^(W\/)?".*"$/)
    .transform((etag) => etag.replace(/^W\//, '').slice(1, -1))
    .pipe(z.string().regex(form));
}

function readIfMatch(header: string | undefined, { schema, example }: ETag): number | string {
  if (header === undefined)
    throw new Refusal(
      'KWB_IF_MATCH_MISSING',
      'say which state of it you looked at: If-Match with the ETag of that answer, its revision (kawaraban api: --seen)',
    );
  const { success, data } = schema.safeParse(header.trim());
  if (success) return data;
  throw new Refusal('KWB_INPUT_INVALID', `If-Match must be one ETag of ${example}`);
}

function readKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === 'string' && /^[\x21-\x7e]{1,200}$/.test(header)) return header;
  throw new Refusal('KWB_INPUT_INVALID', 'Idempotency-Key must be at most 200 characters without spaces');
}
