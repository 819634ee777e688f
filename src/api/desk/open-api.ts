import { z } from 'zod';
import { drawPage, escape } from '../html.js';
import { errorBody } from '../contract/error.js';
import type { Route } from '../contract/route.js';
import { ROUTES } from '../contract/routes.js';

const LIST = Object.entries(ROUTES) as readonly (readonly [string, Route])[];

type Json = Readonly<Record<string, unknown>>;

/** OpenAPI 3.1, made of the same list that the routes are. */
export function writeOpenApi(version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, route] of LIST) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describe(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Kawaraban', version, description: 'Everything that the dashboard does.' },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'kawaraban_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Error: schemaOf(errorBody, 'output') },
    },
  };
}

function describe(name: string, route: Route): Json {
  const parameters = [
    ...parametersOf(route.params, 'path'),
    ...parametersOf(route.query, 'query'),
    ...(route.ifMatch === undefined ? [] : [header('If-Match', true, 'The ETag of it as it was seen.')]),
    ...(route.idempotent === true ? [header('Idempotency-Key', false, 'The same key makes nothing new.')] : []),
  ];
  return {
    operationId: name,
    summary: route.does,
    description: route.role === 'anyone' ? 'Open to anyone.' : `For the role ${route.role} and above.`,
    ...(route.role === 'anyone' ? { security: [] } : { security: [{ session: [] }, { token: [] }] }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined ? {} : { requestBody: { required: true, content: bodyOf(route.body) } }),
    responses: { ...answerOf(route), default: REFUSED },
  };
}

const REFUSED = {
  description: 'A refusal, with a stable code.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Error' } } },
};

function header(name: string, required: boolean, description: string): Json {
  return { name, in: 'header', required, description, schema: { type: 'string' } };
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): readonly Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    readonly properties?: Json;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: each,
  }));
}

function bodyOf(body: z.ZodType | 'bytes'): Json {
  if (body === 'bytes') return { 'image/*': { schema: { type: 'string', format: 'binary' } } };
  return { 'application/json': { schema: schemaOf(body, 'input') } };
}

function answerOf({ answer }: Route): Json {
  if (answer === 'nothing') return { 204: { description: 'It is done.' } };
  const content =
    answer === 'bytes'
      ? { 'image/*': {} }
      : answer === 'stream'
        ? { 'text/event-stream': {} }
        : { 'application/json': { schema: schemaOf(answer, 'output') } };
  return { 200: { description: 'It is done.', content } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const written = Object.entries(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
  return Object.fromEntries(written.filter(([name]) => name !== '$schema'));
}

/** The same for people, without a script: it works where nothing else may run. */
export function drawApiPage(version: string): string {
  const rows = LIST.map(
    ([name, route]) =>
      `<tr id="${escape(name)}"><td><code>${route.method}</code></td><td><code>${escape(route.path)}</code></td>` +
      `<td>${escape(route.does)}${drawShape('Takes', route.body)}${drawShape('Answers', route.answer)}</td><td>${route.role}</td></tr>`,
  ).join('');
  return drawPage(
    'The API of Kawaraban',
    `<h1>The API of Kawaraban ${escape(version)}</h1>
<p>For programs: <a href="/api/openapi.json">OpenAPI 3.1</a>. Sign in by the cookie of a session, or by <code>Authorization: Bearer</code> and a token.
Refusals are <code>application/problem+json</code> with a stable <code>code</code>. A change of a post or a template needs <code>If-Match</code> with the ETag under which it was seen.</p>
<table><thead><tr><th>Method</th><th>Address</th><th>What it does</th><th>From role</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

function drawShape(title: string, shape: Route['answer'] | Route['body']): string {
  if (shape === undefined || typeof shape === 'string') return '';
  const written = JSON.stringify(schemaOf(shape, title === 'Takes' ? 'input' : 'output'), null, 1);
  return `<details><summary>${title}</summary><pre>${escape(written)}</pre></details>`;
}
