import { DerivedSecrets } from '../../src/adapters/secrets/derived-secrets.js';
import { WEBHOOK_FORMATS } from '../../src/adapters/sources/webhook/webhook-formats.js';
import type { RecordedArticle } from '../../src/domain/article.js';
import { DEFAULT_SOURCE_SETTINGS, type Source, type WebhookDialect } from '../../src/domain/source.js';
import type { HookRequest } from '../../src/application/ports/webhook-format.js';
import { receiveHook, type Reception } from '../../src/application/receive-hook.js';
import { ghostMessage, standardMessage } from './hook-sender.js';
import { SourceDesk } from './source-desk.js';
import type { Engine } from './test-databases.js';

/** Given by the newsroom for the webhook of this name. */
export const GIVEN = {
  given: ['whsec_bG9uZyBlbm91Z2ggZm9yIGEgc2VjcmV0', 'whsec_YW5vdGhlciBvbmUgb2YgdGhlIG5ld3Nyb29t'],
};

/** A ledger with webhooks, and those who send to them. */
export class HookDesk {
  readonly sources: SourceDesk;
  readonly secrets = new DerivedSecrets({ masterKey: 'a master key', dataFolder: '', webhookSecrets: GIVEN });

  private constructor(sources: SourceDesk) {
    this.sources = sources;
  }

  static async open(kind: Engine, postgresUrl: string): Promise<HookDesk> {
    return new HookDesk(await SourceDesk.open(kind, postgresUrl));
  }

  close(): Promise<void> {
    return this.sources.close();
  }

  get ledger() {
    return this.sources.test.ledger;
  }

  get clock() {
    return this.sources.clock;
  }

  add(name: string, dialect: WebhookDialect = 'standard'): Promise<Source> {
    const settings = { ...DEFAULT_SOURCE_SETTINGS, dialect };
    return this.sources.add(name, { kind: 'webhook', address: `/hooks/${name}`, settings });
  }

  secretOf(source: Source): string {
    return this.secrets.ofWebhook(source, this.clock.now())[0] ?? '';
  }

  receive(name: string, request: HookRequest): Promise<Reception> {
    const { clock, ledger, secrets } = this;
    return receiveHook({ clock, ledger, zone: 'UTC', secrets, webhooks: WEBHOOK_FORMATS }, name, request);
  }

  /** A message by Standard Webhooks, signed with the source's secret. */
  message(source: Source, content: unknown, id?: string): HookRequest {
    return standardMessage(this.secretOf(source), this.clock.now(), content, id);
  }

  sendAsGhost(source: Source, current: object, previous: object): Promise<Reception> {
    return this.receive(source.name, ghostMessage(this.secretOf(source), this.clock.now(), current, previous));
  }

  /** The one that is recorded and not planned. */
  async onlyArticle(): Promise<RecordedArticle> {
    const [article, ...others] = await this.ledger.listUnplannedArticles();
    if (article === undefined || others.length > 0) throw new Error(`${others.length} articles more than one`);
    return article;
  }
}
