import type { z } from 'zod';
import type { HookMessage } from '../../../application/ports/webhook-format.js';
import type { Article } from '../../../domain/article.js';
import { parseJson } from '../../documents/parse-json.js';

type Unreadable = Extract<HookMessage, { kind: 'unreadable' }>;

/** The JSON of a message by its schema; what is wrong with it is said without quoting it. */
export function parseMessage<T>(
  body: Uint8Array,
  schema: z.ZodType<T>,
): { readonly kind: 'message'; readonly message: T } | Unreadable {
  let content: unknown;
  try {
    content = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return { kind: 'unreadable', reason: 'it is not JSON in UTF-8' };
  }
  const read = schema.safeParse(content);
  if (read.success) return { kind: 'message', message: read.data };
  const [issue] = read.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'its JSON' : issue.path.join('.');
  return { kind: 'unreadable', reason: `${where}: ${issue?.message ?? 'not as expected'}` };
}

/** Without a title and a text there is nothing to post. */
export function telling(kind: 'published' | 'updated', article: Article): HookMessage {
  return article.title === '' ? { kind: 'unreadable', reason: 'it has no title' } : { kind, article };
}
