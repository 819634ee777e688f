import { guardedFetch, type FetchBytes } from '../adapters/http/guarded-fetch.js';
import { WebSubHubs } from '../adapters/sources/websub/web-sub-hubs.js';
import type { ArticleSource } from '../application/ports/article-source.js';
import type { Clock } from '../application/ports/clock.js';
import type { Hubs } from '../application/ports/hubs.js';
import type { Ports } from '../application/ports/ports.js';
import type { Secrets } from '../application/ports/secrets.js';
import type { Config } from '../config/read-config.js';
import { programVersion } from './package-root.js';

/** How sites are asked for articles. */
export interface WebAsking {
  readonly fetchBytes: FetchBytes;
  readonly userAgent: string;
}

export function askingOf({ contact, fetchAllowPrivate }: Pick<Config, 'contact' | 'fetchAllowPrivate'>): WebAsking {
  return {
    fetchBytes: guardedFetch({ to: 'public', allowPrivate: fetchAllowPrivate }),
    userAgent: `Kawaraban/${programVersion()}${contact === null ? '' : ` (+${contact})`}`,
  };
}

export function createSources(config: Config, clock: Clock): Ports['sources'] {
  const asking = { ...askingOf(config), clock };
  return {
    feed: loadedLate(async () => {
      const { FeedSource } = await import('../adapters/sources/feed/feed-source.js');
      return new FeedSource(asking);
    }),
    wordpress: loadedLate(async () => {
      const { WordPressSource } = await import('../adapters/sources/wordpress/wordpress-source.js');
      return new WordPressSource(asking);
    }),
    folder: loadedLate(async () => {
      const { FolderSource } = await import('../adapters/sources/folder/folder-source.js');
      return new FolderSource({ clock, zone: config.zone, stableMs: config.timing.fileStableMs });
    }),
  };
}

/** Null where no hub could deliver to us. */
export function createHubs(config: Config, secrets: Secrets): Hubs | null {
  const { publicUrl } = config;
  return publicUrl === null ? null : new WebSubHubs({ ...askingOf(config), publicUrl, secrets });
}

/** Most commands ask no source, and the readers of feeds take their time to load. */
function loadedLate(load: () => Promise<ArticleSource>): ArticleSource {
  let loaded: Promise<ArticleSource> | null = null;
  return {
    fetchNew: async (...question) => {
      loaded ??= load();
      return (await loaded).fetchNew(...question);
    },
  };
}
