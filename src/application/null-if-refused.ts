import { KawarabanError } from '../domain/errors.js';

/** For `catch`, where a post that may not go there from where it is stays as it is. */
export function nullIfRefused(error: unknown): null {
  if (error instanceof KawarabanError && error.code === 'KWB_TRANSITION_REFUSED') return null;
  throw error;
}
