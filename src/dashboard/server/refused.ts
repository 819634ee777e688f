import type { ErrorBody } from '../../api/contract/error.js';
import { asSentence } from '../parts/as-sentence.js';
import { plainPosts } from '../parts/plain-posts.js';

/** The service said no; `body` is null where something else answered in its place. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly body: ErrorBody | null,
  ) {
    super(body?.title ?? `The service answered with ${status}`);
  }
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof Refused && error.status === 401;
}

/** Somebody else changed it since it was seen. */
export function isChangedMeanwhile(error: unknown): boolean {
  return error instanceof Refused && error.status === 412;
}

/** There is none of what was asked for: asking again helps nobody. */
export function isMissing(error: unknown): boolean {
  return error instanceof Refused && error.status === 404;
}

/** What to tell a person about a call that failed. */
export function complaintOf(error: unknown): string {
  if (!(error instanceof Refused)) return 'The service does not answer.';
  const { body, message } = error;
  const fields = body?.fields?.map((field) => field.message) ?? [];
  // What is wrong with the fields says more than that something is.
  const sentences = [...new Set(fields.length > 0 ? fields : [message])].map((words) => asSentence(plainPosts(words)));
  const number = body?.number === undefined ? '' : ` Number for your administrator: ${body.number}.`;
  return sentences.join(' ') + number;
}
