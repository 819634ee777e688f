import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArticle } from '../adapters/sources/files/read-article.js';
import { ingestArticle } from '../application/ingest-article.js';
import type { Ports } from '../application/ports/ports.js';
import type { Article } from '../domain/article.js';
import type { Post } from '../domain/post.js';
import { packageRoot } from './package-root.js';
import { waitUntilSettled } from './waiting.js';

/** Of the sample article's page on the service. */
export const SAMPLE_PATH = '/sample/welcome';
const FOLDER = join(packageRoot(), 'templates', 'samples');

/** The article that a first start posts about, to show what happens. It came with the program. */
export function readSample({ clock, zone }: Pick<Ports, 'clock' | 'zone'>, serviceUrl: string): Article {
  const file = join(FOLDER, 'welcome.md');
  const article = readArticle(readFileSync(file), { fileName: file, zone, firstSeenAt: clock.now() });
  return { ...article, url: `${serviceUrl}${SAMPLE_PATH}`, publishedAt: clock.now() };
}

/** Networks make no cards of SVG. */
export async function drawSamplePicture(): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  return sharp(join(FOLDER, 'welcome.svg')).png().toBuffer();
}

/** On the very first start, and to simulated accounts only; empty where there is nothing to show it on. */
export async function publishSample(ports: Ports, serviceUrl: string, stopped: AbortSignal): Promise<readonly Post[]> {
  if (await ports.ledger.hasArticles()) return [];
  const simulated = (await ports.ledger.listAccounts()).some(
    (account) => account.simulated && account.state === 'active',
  );
  if (!simulated) return [];
  const { posts } = await ingestArticle(ports, readSample(ports, serviceUrl), 'sample', null);
  // Quiet hours may hold it back until the morning: what goes out now is waited for.
  const due = posts.filter(({ nextAt }) => nextAt <= ports.clock.now());
  const settled = await waitUntilSettled(ports.ledger, due, stopped);
  return posts.map((post) => settled.find(({ id }) => id === post.id) ?? post);
}
