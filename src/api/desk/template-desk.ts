import type { TemplateRenderer } from '../../application/ports/template-renderer.js';

/** Templates as files: what the renderer alone does not tell. */
export interface TemplateDesk {
  /** As it is written; fails with KWB_NOT_FOUND. */
  readSource(name: string): Promise<string>;
  /** A template of that name as somebody is writing it; fails with KWB_TEMPLATE_INVALID. */
  compile(name: string, source: string): TemplateRenderer;
  /** Writes the file; from then on it counts. */
  save(name: string, source: string): Promise<void>;
}
