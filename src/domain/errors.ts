/** Codes are stable: people search for them and scripts compare them. */
export type ErrorCode =
  | 'KWB_CONFIG_INVALID'
  | 'KWB_ARTICLE_UNREADABLE'
  | 'KWB_SOURCE_UNUSABLE'
  | 'KWB_TEMPLATE_INVALID'
  | 'KWB_PICTURE_INVALID'
  | 'KWB_TIME_INVALID'
  | 'KWB_NOT_FOUND'
  | 'KWB_TRANSITION_REFUSED'
  | 'KWB_LEDGER_NEWER'
  | 'KWB_LEDGER_UNREACHABLE'
  | 'KWB_QUEUE_UNAVAILABLE'
  | 'KWB_ALREADY_RUNNING'
  | 'KWB_USAGE'
  | 'KWB_NETWORK_REFUSED'
  | 'KWB_NOT_PUBLISHED';

/** The one error class: what went wrong, where, and the cure, for the person who reads it. Never holds a secret. */
export class KawarabanError extends Error {
  override readonly name = 'KawarabanError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
