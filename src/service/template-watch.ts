import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LiquidTemplateRenderer } from '../adapters/templating/liquid-template-renderer.js';
import type { Complain } from '../observability/complaints.js';

interface WatchedTemplates {
  readonly folder: string;
  readonly templates: LiquidTemplateRenderer;
  readonly load: () => Promise<LiquidTemplateRenderer>;
  readonly complain: Complain;
}

/** Sees what was saved in the folder of templates, by whichever process, or by a person with an editor. */
export class TemplateWatch {
  /** Null before the first look: what the start has read counts. */
  #seen: string | null = null;
  readonly #watched: WatchedTemplates;

  constructor(watched: WatchedTemplates) {
    this.#watched = watched;
  }

  /** With a template that is unsound, or a folder that is away, all stay as they were; what is unsound is said once. */
  async look(): Promise<void> {
    const { folder, templates, load, complain } = this.#watched;
    const now = await signatureOf(folder).catch(() => null);
    const before = this.#seen;
    if (now === null || now === before) return;
    this.#seen = now;
    if (before === null) return;
    try {
      templates.become(await load());
    } catch (error) {
      complain(error, 'a template was changed and is not sound: those before it still count');
    }
  }
}

/** Of every template: its name, its length, and when it was written. */
async function signatureOf(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.liquid')).sort();
  const written = await Promise.all(
    files.map(async (name) => {
      const { mtimeMs, size } = await stat(join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    }),
  );
  return written.join('\n');
}
