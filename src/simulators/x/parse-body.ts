import type { z } from 'zod';
import type { SimulatedAnswer, SimulatedRequest } from '../simulator.js';
import type { XErrorKey } from './error-catalogue.js';
import { invalidRequest, type InvalidParameter } from './problem.js';
import type { XDialect } from './simulator-settings.js';

export type Parsed<T> =
  { readonly kind: 'parsed'; readonly value: T } | { readonly kind: 'refused'; readonly answer: SimulatedAnswer };

/** Reads a JSON body, or refuses it in X's words. */
export function parseJsonBody<Schema extends z.ZodType>(
  schema: Schema,
  request: SimulatedRequest,
  dialect: XDialect,
  refuse: (key: XErrorKey) => SimulatedAnswer,
): Parsed<z.infer<Schema>> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    return { kind: 'refused', answer: refuse('wrong-content-type') };
  let body: unknown;
  try {
    body = JSON.parse(request.body.toString('utf8'));
  } catch {
    return { kind: 'refused', answer: refuse('not-json') };
  }
  return parseFields(schema, body, dialect);
}

export function parseFields<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  dialect: XDialect,
): Parsed<z.infer<Schema>> {
  const result = schema.safeParse(body);
  if (result.success) return { kind: 'parsed', value: result.data };
  const issue = result.error.issues[0];
  return { kind: 'refused', answer: invalidRequest(describe(issue, body), dialect) };
}

/** `$.reply.in_reply_to_tweet_id: is missing but it is required`, with the object it is missing from. */
function describe(issue: z.core.$ZodIssue | undefined, body: unknown): InvalidParameter {
  if (issue === undefined) return { message: '$: is invalid' };
  if (issue.code === 'unrecognized_keys') {
    const path = pathOf([...issue.path, issue.keys[0] ?? '']);
    return {
      parameters: { [path]: [shorten(valueAt(body, issue.path))] },
      message: `${path}: is not defined in the schema and the schema does not allow additional properties`,
    };
  }
  const path = pathOf(issue.path);
  const missing = valueAt(body, issue.path) === undefined;
  const shown = missing ? issue.path.slice(0, -1) : issue.path;
  return {
    parameters: { [pathOf(shown)]: [shorten(valueAt(body, shown))] },
    message: missing ? `${path}: is missing but it is required` : `${path}: ${issue.message}`,
  };
}

function pathOf(path: readonly PropertyKey[]): string {
  return ['$', ...path.map(String)].join('.');
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return value;
}

function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.slice(0, 200);
}
