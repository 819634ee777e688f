import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import type { Liquid } from 'liquidjs';

import type { TemplateRenderer, TemplateRule, TemplateVerdict } from '../../application/ports/template-renderer.js';
import type { NetworkName } from '../../domain/account.js';
import type { Article } from '../../domain/article.js';
import { KawarabanError } from '../../domain/errors.js';
import { CompiledTemplate } from './compiled-template.js';
import { createEngine } from './create-engine.js';
import type { Measure } from './filters/fit.js';

export interface LiquidTemplateOptions {
  /** The folder with one folder of `*.liquid` files for each network. */
  readonly folder: string;
  readonly measures: Readonly<Record<NetworkName, Measure>>;
  /** The newsroom's IANA time zone, for the `date` filter. */
  readonly zone: string;
}

type OneTemplateOptions = Pick<LiquidTemplateOptions, 'measures' | 'zone'>;

/**
 * A template in its file takes a few milliseconds, and up to 100 on an article of a megabyte: on a busy machine too it
 * must not fail for the time it takes.
 */
const RENDER_MS = 2_000;
/** A text that somebody is writing may be tried by any viewer, and nothing is sent while it renders. */
const DRAFT_RENDER_MS = 250;

/** Templates as Liquid files: read and checked when the program starts, and when they change. */
export class LiquidTemplateRenderer implements TemplateRenderer {
  private constructor(private readonly templates: Map<string, CompiledTemplate>) {}

  /** Fails with KWB_TEMPLATE_INVALID, naming file and line, when any template is unsound. */
  static async load({ folder, measures, zone }: LiquidTemplateOptions): Promise<LiquidTemplateRenderer> {
    const templates: CompiledTemplate[] = [];
    for (const network of Object.keys(measures).filter((name) => isNetwork(name, measures))) {
      const engine = createEngine(measures[network], zone, RENDER_MS);
      for (const fileName of await listTemplates(join(folder, network)))
        templates.push(await compile(join(folder, network, fileName), network, engine));
    }
    if (templates.length === 0)
      throw new KawarabanError(
        'KWB_TEMPLATE_INVALID',
        `there is no template in ${folder}: expected files such as ${join(folder, 'x', `default${ENDING}`)}`,
      );
    return new LiquidTemplateRenderer(byName(templates));
  }

  /** One template alone, wherever it lies; as everywhere its folder names the network. */
  static async loadOne(file: string, { measures, zone }: OneTemplateOptions): Promise<LiquidTemplateRenderer> {
    const network = basename(dirname(resolve(file)));
    if (!isNetwork(network, measures) || !file.endsWith(ENDING))
      throw new KawarabanError(
        'KWB_USAGE',
        `${file} is no template: expected a file such as ${join(Object.keys(measures)[0] ?? '', `default${ENDING}`)}, in a folder with the name of its network`,
      );
    return new LiquidTemplateRenderer(
      byName([await compile(file, network, createEngine(measures[network], zone, RENDER_MS))]),
    );
  }

  /** One template alone, of a text that is in no file yet: it has less time than one that is. */
  static compileDraft(name: string, text: string, options: OneTemplateOptions): LiquidTemplateRenderer {
    return LiquidTemplateRenderer.compileOne(name, text, options, DRAFT_RENDER_MS);
  }

  /** One template alone, of a text that is about to be its file. */
  static compileOne(
    name: string,
    text: string,
    { measures, zone }: OneTemplateOptions,
    renderMs = RENDER_MS,
  ): LiquidTemplateRenderer {
    const [network = ''] = name.split('/');
    if (!isNetwork(network, measures)) throw new KawarabanError('KWB_USAGE', `${name} names no network`);
    const engine = createEngine(measures[network], zone, renderMs);
    return new LiquidTemplateRenderer(byName([CompiledTemplate.compile(name, text, { name, network }, engine)]));
  }

  /** From now on these count beside the others, in place of those of the same name. */
  adopt({ templates }: LiquidTemplateRenderer): void {
    for (const [name, template] of templates) this.templates.set(name, template);
  }

  /** From now on these count, and no others. */
  become(others: LiquidTemplateRenderer): void {
    this.templates.clear();
    this.adopt(others);
  }

  all(): readonly TemplateRule[] {
    return [...this.templates.values()].map(({ rule }) => rule);
  }

  judge(article: Article): readonly TemplateVerdict[] {
    return [...this.templates.values()].map((template) => template.judge(article));
  }

  matching(article: Article): readonly TemplateRule[] {
    return [...this.templates.values()].filter((template) => template.matches(article)).map(({ rule }) => rule);
  }

  render(templateName: string, article: Article): readonly string[] {
    return this.find(templateName).render(article);
  }

  missing(templateName: string, article: Article): readonly string[] {
    return this.find(templateName).missing(article);
  }

  private find(templateName: string): CompiledTemplate {
    const template = this.templates.get(templateName);
    if (template === undefined)
      throw new KawarabanError(
        'KWB_NOT_FOUND',
        `there is no template "${templateName}": there are ${[...this.templates.keys()].join(', ')}`,
      );
    return template;
  }
}

const ENDING = '.liquid';

async function compile(file: string, network: NetworkName, engine: Liquid): Promise<CompiledTemplate> {
  const name = `${network}/${basename(file, ENDING)}`;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new KawarabanError('KWB_NOT_FOUND', `${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? ''}`);
  });
  return CompiledTemplate.compile(file, text, { name, network }, engine);
}

function byName(templates: readonly CompiledTemplate[]): Map<string, CompiledTemplate> {
  return new Map(templates.map((template) => [template.rule.name, template]));
}

function isNetwork(name: string, measures: LiquidTemplateOptions['measures']): name is NetworkName {
  return Object.hasOwn(measures, name);
}

async function listTemplates(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => name.endsWith(ENDING)).sort();
}
