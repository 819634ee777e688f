import type { FastifyError } from 'fastify';
import { Refusal } from './refusal.js';

/** JSON, or a picture as X takes them. */
export const MAX_BYTES = 16 * 1_048_576;

/** By the codes of https://fastify.dev/docs/latest/Reference/Errors/ */
const REFUSALS: Readonly<Record<string, () => Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new Refusal('KWB_BODY_TOO_LARGE', 'the body of the request has more than 16 MB: send less, or a smaller picture'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new Refusal(
      'KWB_BODY_TYPE_UNKNOWN',
      'the body of the request is of a type that is not read here: send JSON as application/json, a picture as image/jpeg, image/png, …',
    ),
  FST_ERR_CTP_EMPTY_JSON_BODY: () =>
    new Refusal(
      'KWB_INPUT_INVALID',
      'the request says that it brings JSON, and is empty: send the JSON, or no content type',
    ),
  FST_ERR_CTP_INVALID_JSON_BODY: () =>
    new Refusal('KWB_INPUT_INVALID', 'the body of the request is no JSON: send it whole, and in UTF-8'),
};

/** What Fastify itself refuses: a body that is no JSON, is too large, or of another kind. Null for any other error. */
export function asBadRequest(error: unknown): Refusal | null {
  const { code = '', statusCode, message } = error as Partial<FastifyError>;
  if (statusCode === undefined || statusCode >= 500) return null;
  return REFUSALS[code]?.() ?? new Refusal('KWB_INPUT_INVALID', `the request cannot be read: ${message ?? 'mend it'}`);
}
