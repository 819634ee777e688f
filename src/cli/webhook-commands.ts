import { InvalidArgumentError, Option, type Command } from 'commander';
import { WEBHOOK_DIALECTS, type WebhookDialect } from '../domain/source.js';
import { jsonOption, toJson, type Json } from './options.js';
import type { OpenProgram, WebhookView } from './program.js';
import type { Terminal } from './terminal.js';

interface AddOptions extends Json {
  readonly name: string;
  readonly dialect: WebhookDialect;
}

/** What concerns webhooks alone, among the commands of `sources`. */
export function addWebhookCommands(sources: Command, open: OpenProgram, terminal: Terminal): void {
  const say = (webhook: WebhookView, json: boolean | undefined): void =>
    terminal.out(json === true ? toJson(webhook) : drawWebhook(webhook));
  sources
    .command('add')
    .description('take in what another program sends')
    .addOption(new Option('--kind <kind>', 'webhook').choices(['webhook']).makeOptionMandatory())
    .requiredOption('--name <name>', 'what you call it: letters, digits and hyphens', readName)
    .addOption(
      new Option('--dialect <dialect>', 'who sends: Ghost, our WordPress plugin, or anybody by Standard Webhooks')
        .choices(WEBHOOK_DIALECTS)
        .default('standard'),
    )
    .addOption(jsonOption())
    .action(async ({ name, dialect, json }: AddOptions) => say(await (await open()).addWebhook(name, dialect), json));
  sources
    .command('secret')
    .description('print the secret of a webhook')
    .argument('<name>')
    .option('--rotate', 'make a new one; the old one counts for another 24 hours')
    .addOption(jsonOption())
    .action(async (name: string, { rotate, json }: Json & { rotate?: boolean }) => {
      const program = await open();
      say(await (rotate === true ? program.rotateSecret(name) : program.findWebhook(name)), json);
    });
}

function readName(text: string): string {
  if (!/^[a-z\d](?:[a-z\d-]{0,62}[a-z\d])?$/i.test(text))
    throw new InvalidArgumentError('It is of letters, digits and hyphens, 64 at most.');
  return text;
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
