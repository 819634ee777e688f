import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { weightedLength } from '../adapters/networks/x/weighted-length.js';
import { messageLength } from '../adapters/networks/facebook/find-problems.js';
import { LiquidTemplateRenderer } from '../adapters/templating/liquid-template-renderer.js';
import type { Config } from '../config/read-config.js';
import { packageRoot } from './package-root.js';

const MEASURES = { x: weightedLength, facebook: messageLength };

/** The newsroom's own templates where there are some, else those that came with the program. */
export function loadTemplates(config: Config): Promise<LiquidTemplateRenderer> {
  return LiquidTemplateRenderer.load({ folder: templatesFolder(config), zone: config.zone, measures: MEASURES });
}

export function templatesFolder({ templatesFolder: named }: Pick<Config, 'templatesFolder'>): string {
  const own = resolve(named ?? 'templates');
  return named !== null || existsSync(own) ? own : join(packageRoot(), 'templates');
}

/** A template as somebody is writing it. `name`: `x/default`. */
export function compileDraft(name: string, source: string, { zone }: Pick<Config, 'zone'>): LiquidTemplateRenderer {
  return LiquidTemplateRenderer.compileDraft(name, source, { zone, measures: MEASURES });
}

/** A template as it is about to be saved. */
export function compileTemplate(name: string, source: string, { zone }: Pick<Config, 'zone'>): LiquidTemplateRenderer {
  return LiquidTemplateRenderer.compileOne(name, source, { zone, measures: MEASURES });
}

/** A template that is none of the newsroom's yet. */
export function loadTemplate(file: string, { zone }: Config): Promise<LiquidTemplateRenderer> {
  return LiquidTemplateRenderer.loadOne(file, { zone, measures: MEASURES });
}
