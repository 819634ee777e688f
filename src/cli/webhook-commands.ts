import type { Command } from 'commander';
import type { WebhookDialect } from '../domain/source.js';
import { jsonOption, toJson, type Json } from './options.js';
import type { OpenProgram } from './program.js';
import type { WebhookView } from './source-program.js';
import type { Terminal } from './terminal.js';

export function addSecretCommand(sources: Command, open: OpenProgram, terminal: Terminal): void {
  sources
    .command('secret')
    .description('print the address and the secret of a webhook, for whoever sends to it')
    .argument('<name>', 'of the webhook')
    .option('--rotate', 'make a new secret; the one before counts for another 24 hours')
    .addOption(jsonOption())
    .action(async (name: string, { rotate, json }: Json & { rotate?: true }) => {
      const program = await open();
      sayWebhook(await (rotate === undefined ? program.findWebhook(name) : program.rotateSecret(name)), json, terminal);
    });
}

export function sayWebhook(webhook: WebhookView, json: boolean | undefined, terminal: Terminal): void {
  terminal.out(json ? toJson(webhook) : drawWebhook(webhook));
}

const WHERE: Readonly<Record<WebhookDialect, string>> = {
  standard: 'Enter both where the sender asks for them; it signs by Standard Webhooks.',
  ghost:
    'In Ghost: Settings, Integrations, Add custom integration; there a webhook for each of "Post published", "Published post updated", "Post unpublished" and "Post deleted", with this address and this secret.',
  wordpress: 'In WordPress: Settings, Kawaraban; the plugin is integrations/wordpress/kawaraban.php.',
};

function drawWebhook({ name, dialect, address, secret, oldCountsUntil }: WebhookView): string {
  const lines = [`${name} (${dialect})`, `Address  ${address}`, `Secret   ${secret}`, WHERE[dialect]];
  if (oldCountsUntil !== null) lines.push(`The secret before it counts until ${oldCountsUntil.toISOString()}.`);
  return lines.join('\n');
}
