import { complaintOf, Refused } from '../../server/refused.js';

/** Without the names that the fields of a request have: who writes a post has never seen them. */
export function plainComplaint(error: unknown): string {
  const isOfFields = error instanceof Refused && (error.body?.fields?.length ?? 0) > 0;
  return isOfFields
    ? 'Something here is more than a post can hold: look at the links, the pictures and the length.'
    : complaintOf(error);
}
