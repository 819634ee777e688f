import type { WebhookProgram, WebhookView } from '../cli/source-program.js';
import { KawarabanError } from '../domain/errors.js';
import { oldSecretUntil, type Source } from '../domain/source.js';
import type { Newsroom } from './open-newsroom.js';

/** What people do about the webhooks of the newsroom. */
export function webhookActs(inNewsroom: <T>(work: (newsroom: Newsroom) => Promise<T>) => Promise<T>): WebhookProgram {
  return {
    addWebhook: (name, settings) =>
      inNewsroom(async (newsroom) => {
        const wanted = { name, kind: 'webhook', address: `/hooks/${name}`, settings, backfill: 0 } as const;
        return view(newsroom, await newsroom.ledger.addSource(wanted));
      }),
    findWebhook: (name) => inNewsroom(async (newsroom) => view(newsroom, await demandWebhook(newsroom, name))),
    rotateSecret: (name) =>
      inNewsroom(async (newsroom) => {
        const webhook = await demandWebhook(newsroom, name);
        if (newsroom.secrets.isGiven(name))
          throw new KawarabanError('KWB_USAGE', `the secrets of "${name}" stand in WEBHOOK_SECRETS: change them there`);
        await newsroom.ledger.rotateSecret(webhook.id);
        return view(newsroom, await demandWebhook(newsroom, name));
      }),
  };
}

async function demandWebhook({ ledger }: Newsroom, name: string): Promise<Source> {
  const source = await ledger.findSource(name);
  if (source?.kind === 'webhook') return source;
  throw new KawarabanError('KWB_NOT_FOUND', `there is no webhook "${name}": "sources add --kind webhook" makes one`);
}

function view({ config, secrets, clock }: Newsroom, source: Source): WebhookView {
  const { name, settings, address } = source;
  const now = clock.now();
  return {
    name,
    dialect: settings.dialect ?? 'standard',
    address: `${config.publicUrl ?? `http://${config.host}:${config.port}`}${address}`,
    secret: secrets.ofWebhook(source, now)[0] ?? '',
    oldCountsUntil: secrets.isGiven(name) ? null : oldSecretUntil(source.secret, now),
  };
}
