import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A newsroom's own templates: `{ 'x/default': '…' }`. */
export class TemplateFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'kwb-templates-'));

  constructor(templates: Readonly<Record<string, string>>) {
    for (const [name, text] of Object.entries(templates)) this.write(name, text);
  }

  /** Ends with the path of the file. */
  write(name: string, text: string): string {
    const file = join(this.path, `${name}.liquid`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}
