import { KawarabanError, type ErrorCode } from '../domain/errors.js';

const REFUSALS: readonly ErrorCode[] = ['KWB_TRANSITION_REFUSED', 'KWB_CHANGED_MEANWHILE'];

/** For `catch`, where a post that may not go there from where it is stays as it is. */
export function nullIfRefused(error: unknown): null {
  if (error instanceof KawarabanError && REFUSALS.includes(error.code)) return null;
  throw error;
}
