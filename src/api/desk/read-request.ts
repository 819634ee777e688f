import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Route } from '../contract/route.js';
import { plainIssue } from './plain-issue.js';
import { Refusal } from './refusal.js';

/** What a request says, by the schemas of its route. */
export interface Read {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly seen: number | undefined;
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
    seen: route.ifMatch === true ? readIfMatch(headers['if-match']) : undefined,
    idempotencyKey: route.idempotent === true ? readKey(headers['idempotency-key']) : null,
    lastEventId: headers['last-event-id']?.toString() ?? null,
  };
}

function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (schema === undefined) return undefined;
  const { success, data, error } = schema.safeParse(value ?? {}, { error: plainIssue });
  if (success) return data;
  const fields = error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  const [first] = fields;
  const what = first === undefined ? '' : ` (${first.field === '' ? where : first.field}: ${first.message})`;
  throw new Refusal('KWB_INPUT_INVALID', `the ${where} of the request is not right${what}`, { fields });
}

function readBytes(body: unknown): Uint8Array {
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  throw new Refusal('KWB_INPUT_INVALID', 'send the picture as it is, with its own content type: image/jpeg, …');
}

const revision = z
  .string()
  .regex(/^(W\/)?"\d{1,9}"$/)
  .transform((etag) => Number(etag.replace(/\D/g, '')));

function readIfMatch(header: string | undefined): number {
  if (header === undefined)
    throw new Refusal(
      'KWB_IF_MATCH_MISSING',
      'say which state of the post you looked at: If-Match with the ETag of that answer',
    );
  const { success, data } = revision.safeParse(header.trim());
  if (success) return data;
  throw new Refusal('KWB_INPUT_INVALID', 'If-Match must be one ETag of a post, such as "7"');
}

function readKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === 'string' && /^[\x21-\x7e]{1,200}$/.test(header)) return header;
  throw new Refusal('KWB_INPUT_INVALID', 'Idempotency-Key must be at most 200 characters without spaces');
}
