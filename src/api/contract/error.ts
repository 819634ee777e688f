import { z } from 'zod';

/**
 * Every refusal, as application/problem+json (RFC 9457). Codes are stable: `KWB_SIGNED_OUT` 401, `KWB_NOT_ALLOWED`,
 * `KWB_OWN_POST` and `KWB_OWN_ASK` 403, `KWB_NOT_FOUND` 404, `KWB_TRANSITION_REFUSED` and `KWB_NAME_TAKEN` 409, `KWB_CHANGED_MEANWHILE` 412,
 * `KWB_INPUT_INVALID` 400, `KWB_BODY_TOO_LARGE` 413, `KWB_BODY_TYPE_UNKNOWN` 415, `KWB_HEADERS_TOO_LARGE` 431,
 * `KWB_REQUEST_TOO_SLOW` 408, `KWB_TOO_MANY_TRIES` and `KWB_TOO_MANY_REQUESTS` 429.
 */
export const errorBody = z.object({
  type: z.string(),
  /** A sentence for a person. */
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  /** What is wrong with which field of the request. */
  fields: z.array(z.object({ field: z.string(), message: z.string() })).exactOptional(),
  /** Asks the administrator by this number about what went wrong inside. */
  number: z.string().exactOptional(),
});
export type ErrorBody = z.infer<typeof errorBody>;
