import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TemplateRenderer } from '../application/ports/template-renderer.js';
import type { TemplateDesk, TemplateFile } from '../api/desk/template-desk.js';
import { oneByOne } from '../application/one-by-one.js';
import { KawarabanError } from '../domain/errors.js';
import { compileDraft, compileTemplate, templatesFolder } from './load-templates.js';
import type { Newsroom } from './open-newsroom.js';

/** The templates of a newsroom in their folder, where others may write, too. */
export class TemplateFiles implements TemplateDesk {
  readonly #newsroom: Pick<Newsroom, 'config' | 'templates'>;
  /** A save looks at what the one before it has left. */
  readonly #inTurn = oneByOne();

  constructor(newsroom: Pick<Newsroom, 'config' | 'templates'>) {
    this.#newsroom = newsroom;
  }

  async read(name: string): Promise<TemplateFile> {
    const found = await this.#find(name);
    if (found === null) throw new KawarabanError('KWB_NOT_FOUND', `there is no template "${name}"`);
    return found;
  }

  compile(name: string, source: string): TemplateRenderer {
    return compileDraft(name, source, this.#newsroom.config);
  }

  save(name: string, source: string, seen: string): Promise<string> {
    return this.#inTurn(() => this.#save(name, source, seen));
  }

  async #save(name: string, source: string, seen: string): Promise<string> {
    const { config, templates } = this.#newsroom;
    const compiled = compileTemplate(name, source, config);
    const file = this.#fileOf(name);
    // Whole or not at all: somebody may start the service meanwhile.
    await writeFile(`${file}.new`, source);
    try {
      if ((await this.#find(name))?.revision !== seen)
        throw new KawarabanError(
          'KWB_CHANGED_MEANWHILE',
          `the file of ${name} has changed since you looked at it: read it again, and put your words into what it says now`,
        );
      await rename(`${file}.new`, file);
    } finally {
      await rm(`${file}.new`, { force: true });
    }
    templates.adopt(compiled);
    return hashOf(Buffer.from(source));
  }

  async #find(name: string): Promise<TemplateFile | null> {
    const bytes = await readFile(this.#fileOf(name)).catch(() => null);
    return bytes === null ? null : { source: bytes.toString('utf8'), revision: hashOf(bytes) };
  }

  #fileOf(name: string): string {
    return join(templatesFolder(this.#newsroom.config), `${name}.liquid`);
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
