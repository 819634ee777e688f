import type { TemplateRenderer } from '../../application/ports/template-renderer.js';

export interface TemplateFile {
  readonly source: string;
  /** A hash of what is in it. */
  readonly revision: string;
}

/** Templates as files: what the renderer alone does not tell. */
export interface TemplateDesk {
  /** As it is on the disk; fails with KWB_NOT_FOUND. */
  read(name: string): Promise<TemplateFile>;
  /** A template of that name as somebody is writing it; fails with KWB_TEMPLATE_INVALID. */
  compile(name: string, source: string): TemplateRenderer;
  /** Writes the file, which ends with its new revision; from then on it counts. Fails with KWB_CHANGED_MEANWHILE. */
  save(name: string, source: string, seen: string): Promise<string>;
}
