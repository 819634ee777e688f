import { KawarabanError, type ErrorCode } from '../../domain/errors.js';
import type { ErrorBody } from '../contract/error.js';

/** What the API alone refuses, before a use case is asked. */
export type RefusalCode =
  | ErrorCode
  | 'KWB_SIGNED_OUT'
  | 'KWB_FOREIGN_ORIGIN'
  | 'KWB_INPUT_INVALID'
  | 'KWB_REQUEST_TOO_SLOW'
  | 'KWB_BODY_TOO_LARGE'
  | 'KWB_BODY_TYPE_UNKNOWN'
  | 'KWB_HEADERS_TOO_LARGE'
  | 'KWB_IF_MATCH_MISSING'
  | 'KWB_TOO_MANY_TRIES'
  | 'KWB_TOO_MANY_REQUESTS'
  | 'KWB_INTERNAL';

const STATUS: Partial<Record<RefusalCode, number>> = {
  KWB_SIGNED_OUT: 401,
  KWB_SIGN_IN_FAILED: 401,
  KWB_FOREIGN_ORIGIN: 403,
  KWB_NOT_ALLOWED: 403,
  KWB_OWN_POST: 403,
  KWB_OWN_ASK: 403,
  KWB_NOT_FOUND: 404,
  KWB_REQUEST_TOO_SLOW: 408,
  KWB_TRANSITION_REFUSED: 409,
  KWB_NAME_TAKEN: 409,
  KWB_LAST_ADMIN: 409,
  KWB_LINK_INVALID: 410,
  KWB_CHANGED_MEANWHILE: 412,
  KWB_BODY_TOO_LARGE: 413,
  KWB_BODY_TYPE_UNKNOWN: 415,
  KWB_KEY_REUSED: 422,
  KWB_TEMPLATE_INVALID: 422,
  KWB_SOURCE_UNUSABLE: 422,
  KWB_PICTURE_INVALID: 422,
  KWB_IF_MATCH_MISSING: 428,
  KWB_TOO_MANY_TRIES: 429,
  KWB_TOO_MANY_REQUESTS: 429,
  KWB_HEADERS_TOO_LARGE: 431,
  KWB_INTERNAL: 500,
  KWB_NETWORK_REFUSED: 502,
  KWB_LEDGER_TAKES_NO_WRITES: 503,
  KWB_LEDGER_UNREACHABLE: 503,
};

/** A refusal that is no use case's. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly more: Pick<ErrorBody, 'fields' | 'number'> & { readonly retryAfterSeconds?: number } = {},
  ) {
    super(message);
  }
}

/** As RFC 9457 has it; the type is the code, which people search for. */
export function toErrorBody({ code, message, more }: Pick<Refusal, 'code' | 'message' | 'more'>): ErrorBody {
  const { fields, number } = more;
  return {
    type: `urn:kawaraban:${code}`,
    title: message,
    status: STATUS[code] ?? 400,
    code,
    ...(fields === undefined ? {} : { fields }),
    ...(number === undefined ? {} : { number }),
  };
}

/** Null for what nobody expected. */
export function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  return error instanceof KawarabanError ? new Refusal(error.code, error.message) : null;
}
