import { InvalidArgumentError, Option, type Command } from 'commander';
import { parseDuration } from '../application/parse-time.js';
import { KawarabanError } from '../domain/errors.js';
import {
  DEFAULT_SOURCE_SETTINGS,
  WEBHOOK_DIALECTS,
  type Source,
  type SourceSettings,
  type WebhookDialect,
} from '../domain/source.js';
import { drawSource, sourceJson } from './draw-source.js';
import { jsonOption, readReason, toJson, type Json } from './options.js';
import type { OpenProgram, Program } from './program.js';
import type { Terminal } from './terminal.js';
import { addSecretCommand, sayWebhook } from './webhook-commands.js';

const KINDS = ['feed', 'wordpress', 'folder', 'webhook'] as const;
const LONGEST_BACKFILL = 50;

interface AddOptions extends Json {
  readonly name?: string;
  readonly kind?: (typeof KINDS)[number];
  readonly dialect: WebhookDialect;
  readonly every?: SourceSettings['every'];
  readonly freshness?: number;
  readonly backfill: number;
}

export function addSourceCommands(root: Command, open: OpenProgram, terminal: Terminal): void {
  const sources = root
    .command('sources')
    .description('where articles come from: list the sources, add, ask, pause, resume, accept and remove them')
    .enablePositionalOptions()
    .addOption(jsonOption())
    .action(async ({ json }: Json) => {
      const program = await open();
      const all = await program.listSources();
      if (json) return terminal.out(toJson({ sources: all.map(sourceJson) }));
      const drawn = all.map((source) => drawSource(source, program.now())).join('\n');
      terminal.out(drawn || 'There are no sources: kawaraban sources add https://your-site.example');
    });
  addAdding(sources, open, terminal);
  const change = (name: string, words: string, work: (program: Program, source: string) => Promise<Source>): void => {
    sources
      .command(name)
      .description(words)
      .argument('<name>', 'of the source')
      .addOption(jsonOption())
      .action(async (source: string, { json }: Json) => {
        const program = await open();
        saySource(await work(program, source), json, program, terminal);
      });
  };
  change('poll', 'ask the source now, and say what it said', (program, name) => program.pollSource(name));
  change('resume', 'ask a paused source again, at once', (program, name) => program.resumeSource(name));
  change('remove', 'ask it no more; what it has shown stays known, should it be added again', (program, name) =>
    program.removeSource(name),
  );
  addPausing(sources, open, terminal);
  addSecretCommand(sources, open, terminal);
  addAccepting(sources, open, terminal);
}

function addAdding(sources: Command, open: OpenProgram, terminal: Terminal): void {
  sources
    .command('add')
    .description(
      'take in what a feed, a site or a folder shows from now on; what is there already is not posted, unless --backfill asks for it',
    )
    .argument(
      '[address]',
      'of a feed, of a site whose feed is looked for, or the path of a folder for article files; a webhook has none',
    )
    .option('--name <name>', 'what to call it (default: by its address)', readName)
    .addOption(
      new Option('--kind <kind>', 'wordpress: by its REST API, beside its feed; webhook: it sends to us').choices(
        KINDS,
      ),
    )
    .addOption(
      new Option('--dialect <dialect>', 'of a webhook: Ghost, our WordPress plugin, or Standard Webhooks')
        .choices(WEBHOOK_DIALECTS)
        .default('standard'),
    )
    .option('--every <time>', 'between two polls: 60s, or 60s-15m to ask less often in a silence', readEvery)
    .option('--freshness <time>', 'what is older when first seen is recorded and not posted (default: 24h)', readLength)
    .option('--backfill <number>', 'post so many of the newest articles that are there already', readBackfill, 0)
    .addOption(jsonOption())
    .action(async (address: string | undefined, options: AddOptions) => {
      const { name, kind, dialect, every, freshness, backfill, json } = options;
      const settings = {
        every: every ?? DEFAULT_SOURCE_SETTINGS.every,
        freshnessMs: freshness ?? DEFAULT_SOURCE_SETTINGS.freshnessMs,
        dialect: kind === 'webhook' ? dialect : null,
      };
      if (kind === 'webhook') {
        if (name === undefined) throw new KawarabanError('KWB_USAGE', 'a webhook needs a --name');
        return sayWebhook(await (await open()).addWebhook(name, settings), json, terminal);
      }
      if (address === undefined)
        throw new KawarabanError('KWB_USAGE', 'say the address of a feed or a site, or the path of a folder');
      const program = await open();
      const request = { address, name: name ?? null, kind: kind ?? null, settings, backfill };
      saySource(await program.addSource(request), json, program, terminal);
    });
}

function addPausing(sources: Command, open: OpenProgram, terminal: Terminal): void {
  sources
    .command('pause')
    .description('take nothing in from the source until it is resumed')
    .argument('<name>', 'of the source')
    .option('--reason <words>', 'why', readReason, 'by hand')
    .addOption(jsonOption())
    .action(async (name: string, { reason, json }: Json & { reason: string }) => {
      const program = await open();
      saySource(await program.pauseSource(name, reason), json, program, terminal);
    });
}

function addAccepting(sources: Command, open: OpenProgram, terminal: Terminal): void {
  sources
    .command('accept')
    .description('say what the many unknown articles are for which a source was paused; it is asked again at once')
    .argument('<name>', 'of the source')
    .option('--post', 'they are news: post them')
    .option('--skip', 'they are old: know them, post nothing of them')
    .addOption(jsonOption())
    .action(async (name: string, { post, skip, json }: Json & { post?: true; skip?: true }) => {
      if ((post === undefined) === (skip === undefined))
        throw new KawarabanError('KWB_USAGE', 'say --post or --skip: are they news, or old?');
      const program = await open();
      saySource(await program.acceptSource(name, post === undefined ? 'skip' : 'post'), json, program, terminal);
    });
}

function saySource(source: Source, json: boolean | undefined, program: Program, terminal: Terminal): void {
  terminal.out(json ? toJson({ source: sourceJson(source) }) : drawSource(source, program.now()));
}

/** It stands in addresses and in lines. */
function readName(text: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(text))
    throw new InvalidArgumentError('It is of small letters, digits and hyphens, 63 at most.');
  return text;
}

function readLength(text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function readEvery(text: string): SourceSettings['every'] {
  const [floor = '', ceiling = floor, ...others] = text.split('-');
  const [floorMs, ceilingMs] = [readLength(floor), readLength(ceiling)];
  if (others.length > 0 || ceilingMs < floorMs)
    throw new InvalidArgumentError('It is a length of time such as 60s, or two, the shorter first: 60s-15m.');
  return { floorMs, ceilingMs };
}

function readBackfill(text: string): number {
  if (!/^\d{1,2}$/.test(text) || Number(text) > LONGEST_BACKFILL)
    throw new InvalidArgumentError(`It is a number from 0 to ${LONGEST_BACKFILL}.`);
  return Number(text);
}
