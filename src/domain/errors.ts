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
  | 'KWB_LEDGER_OLDER'
  | 'KWB_LEDGER_UNREACHABLE'
  | 'KWB_LEDGER_TAKES_NO_WRITES'
  | 'KWB_QUEUE_UNAVAILABLE'
  | 'KWB_ALREADY_RUNNING'
  | 'KWB_USAGE'
  | 'KWB_NETWORK_REFUSED'
  | 'KWB_NOT_PUBLISHED'
  | 'KWB_REPLAY_FAILED'
  | 'KWB_NAME_TAKEN'
  | 'KWB_LAST_ADMIN'
  | 'KWB_LINK_INVALID'
  | 'KWB_SIGN_IN_FAILED'
  | 'KWB_CHANGED_MEANWHILE'
  | 'KWB_OWN_POST'
  | 'KWB_OWN_ASK'
  | 'KWB_NOT_ALLOWED'
  | 'KWB_KEY_REUSED';

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
