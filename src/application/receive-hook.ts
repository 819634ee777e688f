import { createHash } from 'node:crypto';
import type { Article } from '../domain/article.js';
import { FIRST_SECRET, type Source, type WebhookDialect } from '../domain/source.js';
import { articleKeys } from './article-keys.js';
import { countOut } from './count-out.js';
import type { Ports } from './ports/ports.js';
import type { HookMessage, HookRequest, Verified, WebhookFormat } from './ports/webhook-format.js';
import { takeIn, type RecordedChange } from './take-in.js';

export interface HookPorts extends Pick<Ports, 'clock' | 'ledger' | 'zone' | 'secrets'> {
  readonly webhooks: Readonly<Record<WebhookDialect, WebhookFormat>>;
}

/** What became of a message. `source` is where a line about it belongs; null where nobody has such a webhook. */
export type Reception =
  | {
      readonly kind: 'taken-in';
      readonly source: Source;
      readonly note: string;
      readonly recorded: readonly RecordedChange[];
    }
  /** It was taken in before. */
  | { readonly kind: 'known'; readonly source: Source; readonly note: string }
  /** Unknown webhook, or a message that nobody who knows its secret sent just now: to the sender, the same. */
  | { readonly kind: 'forged'; readonly source: Source | null; readonly note: string }
  /** Another message under an id that was taken in. */
  | { readonly kind: 'conflict'; readonly source: Source; readonly note: string }
  | { readonly kind: 'unreadable'; readonly source: Source; readonly note: string }
  | { readonly kind: 'paused'; readonly source: Source; readonly note: string };

/**
 * Takes in what a webhook sends; when this ends, it is recorded for good, and what follows from it can wait. Harmless
 * to repeat, at the same time too: an article is known again by its keys.
 */
export async function receiveHook(ports: HookPorts, name: string, request: HookRequest): Promise<Reception> {
  const now = ports.clock.now();
  const { source, dialect } = await findWebhook(ports, name);
  const format = ports.webhooks[dialect];
  const secrets = ports.secrets.ofWebhook(source ?? { name, secret: FIRST_SECRET }, now);
  const verified = format.verify(request, secrets, now);
  if (source === null) return { kind: 'forged', source: null, note: 'there is no such webhook' };
  if (verified.kind === 'refused') return { kind: 'forged', source, note: verified.reason };
  if (source.state === 'paused') return { kind: 'paused', source, note: 'it is paused here' };
  return takeMessage(ports, source, format, verified, request.body);
}

/** For one that is not there everything is done as for one that is, so that the time tells nothing. */
async function findWebhook(
  { ledger }: HookPorts,
  name: string,
): Promise<{ readonly source: Source | null; readonly dialect: WebhookDialect }> {
  const source = await ledger.findSource(name);
  const dialect = source?.settings.dialect ?? null;
  return dialect === null ? { source: null, dialect: 'standard' } : { source, dialect };
}

type Signed = Extract<Verified, { kind: 'verified' }>;

async function takeMessage(
  ports: HookPorts,
  source: Source,
  format: WebhookFormat,
  { messageId, sentAt }: Signed,
  body: Uint8Array,
): Promise<Reception> {
  const bodyHash = createHash('sha256').update(body).digest('base64url');
  const before = await ports.ledger.findHook(source.id, messageId);
  if (before === bodyHash) return { kind: 'known', source, note: 'this message was taken in before' };
  if (before !== null) return { kind: 'conflict', source, note: 'another message with this id was taken in before' };
  const message = format.read(body, { at: ports.clock.now(), zone: ports.zone });
  if (message.kind === 'unreadable') return { kind: 'unreadable', source, note: message.reason };
  const { note, recorded } = await heed(ports, source, message, sentAt);
  await ports.ledger.rememberHook(source.id, messageId, bodyHash);
  return { kind: 'taken-in', source, note, recorded };
}

async function heed(
  ports: HookPorts,
  source: Source,
  message: Exclude<HookMessage, { kind: 'unreadable' }>,
  sentAt: Date,
): Promise<{ readonly note: string; readonly recorded: readonly RecordedChange[] }> {
  switch (message.kind) {
    case 'published':
    case 'updated': {
      const telling = message.kind === 'published' ? 'publication' : 'edit';
      const taken = await takeIn(ports, source, [message.article], 'webhook', null, { telling, sentAt });
      if (taken.kind === 'flood') throw new Error(`a webhook has no flood: ${taken.reason}`);
      if (taken.failures.length > 0) throw taken.failures[0];
      const again = await publishAgain(ports, source, message.article, sentAt);
      return { note: `${countOut(taken)}${again}`, recorded: taken.recorded };
    }
    case 'withdrawn': {
      const names = { ...message.article, title: '', publication: null, publishedAt: null };
      const reason = `${source.name} took it back at ${ports.clock.now().toISOString()}`;
      const withdrawn = await ports.ledger.withdrawArticle(
        articleKeys(names, source, ports.zone),
        source.id,
        sentAt,
        `${reason}: release it if it is to go out all the same`,
      );
      const note =
        withdrawn === null
          ? 'an article that is not known was taken back'
          : `an article was taken back, ${withdrawn.held} posts are held`;
      return { note, recorded: [] };
    }
    case 'ignored':
      return { note: message.note, recorded: [] };
  }
}

/** In words, behind what was taken in; what the source had taken back goes out when a person says so. */
async function publishAgain(
  { clock, ledger, zone }: HookPorts,
  source: Source,
  article: Article,
  sentAt: Date,
): Promise<string> {
  const reason = `${source.name} took it back, and has published it again at ${clock.now().toISOString()}: release it if it is to go out`;
  const again = await ledger.publishAgain(articleKeys(article, source, zone), source.id, sentAt, reason);
  return again === null ? '' : `, published again, ${again.held} posts wait for a person`;
}
