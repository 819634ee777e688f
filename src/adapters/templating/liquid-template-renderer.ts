import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

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

/** Templates as Liquid files: read and checked once, when the program starts. */
export class LiquidTemplateRenderer implements TemplateRenderer {
  private constructor(private readonly templates: ReadonlyMap<string, CompiledTemplate>) {}

  /** Fails with KWB_TEMPLATE_INVALID, naming file and line, when any template is unsound. */
  static async load({ folder, measures, zone }: LiquidTemplateOptions): Promise<LiquidTemplateRenderer> {
    const templates = new Map<string, CompiledTemplate>();
    for (const network of Object.keys(measures).filter((name) => isNetwork(name, measures))) {
      const engine = createEngine(measures[network], zone);
      for (const fileName of await listTemplates(join(folder, network))) {
        const file = join(folder, network, fileName);
        const name = `${network}/${fileName.slice(0, -ENDING.length)}`;
        const text = await readFile(file, 'utf8');
        templates.set(name, await CompiledTemplate.compile(file, text, { name, network }, engine));
      }
    }
    if (templates.size === 0)
      throw new KawarabanError(
        'KWB_TEMPLATE_INVALID',
        `there is no template in ${folder}: expected files such as ${join(folder, 'x', `default${ENDING}`)}`,
      );
    return new LiquidTemplateRenderer(templates);
  }

  all(): readonly TemplateRule[] {
    return [...this.templates.values()].map(({ rule }) => rule);
  }

  judge(article: Article): Promise<readonly TemplateVerdict[]> {
    return Promise.all([...this.templates.values()].map((template) => template.judge(article)));
  }

  async matching(article: Article): Promise<readonly TemplateRule[]> {
    return (await this.judge(article)).filter(({ matches }) => matches).map(({ rule }) => rule);
  }

  async render(templateName: string, article: Article): Promise<readonly string[]> {
    const template = this.templates.get(templateName);
    if (template === undefined)
      throw new KawarabanError(
        'KWB_NOT_FOUND',
        `there is no template "${templateName}": there are ${[...this.templates.keys()].join(', ')}`,
      );
    return template.render(article);
  }
}

const ENDING = '.liquid';

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
