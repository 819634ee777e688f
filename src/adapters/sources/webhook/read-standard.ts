import { z } from 'zod';
import type { Arrival, HookMessage } from '../../../application/ports/webhook-format.js';
import { KawarabanError } from '../../../domain/errors.js';
import { URL_KEYS } from '../files/article-of-fields.js';
import type { ArticleFile } from '../files/article-file.js';
import { Fields } from '../files/fields.js';
import { readArticle } from '../files/read-article.js';
import { parseMessage } from './parse-message.js';

const object = z.record(z.string(), z.unknown());
const MESSAGE = object.and(z.object({ type: z.string().optional(), data: object.optional() }));

/**
 * `{"type": "article.published", "data": {…}}`, or the article alone: its fields are those of an article's JSON file. Of
 * the type the last word counts.
 */
export function readStandard(body: Uint8Array, { at, zone }: Arrival): HookMessage {
  const parsed = parseMessage(body, MESSAGE);
  if (parsed.kind === 'unreadable') return parsed;
  const { type, data, ...rest } = parsed.message;
  const file: ArticleFile = { fileName: 'message.json', zone, firstSeenAt: at };
  const fields = data ?? rest;
  try {
    switch (type?.split('.').at(-1) ?? 'published') {
      case 'published':
        return { kind: 'published', article: articleOf(fields, file) };
      case 'updated':
        return { kind: 'updated', article: articleOf(fields, file) };
      case 'unpublished':
      case 'deleted':
        return { kind: 'withdrawn', article: readNames(fields, file) };
      default:
        return { kind: 'ignored', note: `an event of type ${type?.slice(0, 100) ?? ''} is no matter here` };
    }
  } catch (error) {
    if (error instanceof KawarabanError) return { kind: 'unreadable', reason: error.message };
    throw error;
  }
}

function articleOf(fields: unknown, file: ArticleFile) {
  return readArticle(Buffer.from(JSON.stringify(fields)), file);
}

function readNames(content: Readonly<Record<string, unknown>>, file: ArticleFile) {
  const fields = new Fields(file);
  for (const [key, value] of Object.entries(content)) fields.set(key, value, () => 1);
  return { url: fields.url(...URL_KEYS), guid: fields.text('guid', 'id') };
}
