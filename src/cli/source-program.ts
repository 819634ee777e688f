import type { Source, SourceKind, SourceSettings } from '../domain/source.js';

/** What the commands of `sources` do. */
export interface SourceProgram {
  listSources(): Promise<readonly Source[]>;
  /** Finds the feed at the address, and asks it for the first time. */
  addSource(request: SourceRequest): Promise<Source>;
  /** Now, whatever its turn. */
  pollSource(name: string): Promise<Source>;
  pauseSource(name: string, reason: string): Promise<Source>;
  resumeSource(name: string): Promise<Source>;
  acceptSource(name: string, what: 'post' | 'skip'): Promise<Source>;
  removeSource(name: string): Promise<Source>;
}

export interface SourceRequest {
  /** Of a feed, of a site, or the path of a folder. */
  readonly address: string;
  /** Null = by its address. */
  readonly name: string | null;
  /** Null = a folder where there is one, else a feed. */
  readonly kind: Exclude<SourceKind, 'webhook' | 'hand'> | null;
  readonly settings: SourceSettings;
  readonly backfill: number;
}
