import { json } from '../simulator-server.js';
import type { SimulatedAnswer } from '../simulator.js';
import type { XDialect } from './simulator-settings.js';

/** Problem types moved to another host with version 2.167 of https://docs.x.com/openapi.json. */
export function problemType(name: string, dialect: XDialect): string {
  return `https://api.${dialect === '2.166' ? 'twitter.com' : 'x.com'}/2/problems/${name}`;
}

/** A refusal without an `errors` list. */
export function flatProblem(
  status: number,
  title: string,
  detail: string,
  type = 'about:blank',
  more: Readonly<Record<string, unknown>> = {},
): SimulatedAnswer {
  return json(
    status,
    { title, detail, type, status, ...more },
    { 'content-type': 'application/problem+json; charset=utf-8' },
  );
}

export interface InvalidParameter {
  readonly parameters?: Readonly<Record<string, readonly string[]>>;
  readonly message: string;
}

export function invalidRequest(error: InvalidParameter, dialect: XDialect): SimulatedAnswer {
  return json(400, {
    errors: [error],
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: problemType('invalid-request', dialect),
  });
}

/** The form of version 1.1, which some refusals still have. */
export function legacyError(status: number, code: number, message: string): SimulatedAnswer {
  return json(status, { errors: [{ code, message }] });
}

/** Reading what is not there succeeds with nothing but `errors`. */
export function notFound(resource: 'tweet' | 'user', id: string, dialect: XDialect): SimulatedAnswer {
  return json(200, {
    errors: [
      {
        value: id,
        detail: `Could not find ${resource} with id: [${id}].`,
        title: 'Not Found Error',
        resource_type: resource,
        parameter: 'id',
        resource_id: id,
        type: problemType('resource-not-found', dialect),
      },
    ],
  });
}

/** JSON as it is to stand on the wire, or what is left of it. */
export function jsonText(status: number, body: string): SimulatedAnswer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
}
