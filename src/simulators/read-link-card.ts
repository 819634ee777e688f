/** What a link card shows beside its address. */
export interface LinkCard {
  readonly title: string;
  readonly description: string;
}

const MAX_PAGE_BYTES = 100_000;
const TIMEOUT_MS = 2_000;

/**
 * What a linked page says about itself. Pages on this machine only: a simulator asks nothing of the world, so the
 * card of any other page shows its domain alone. Null when the page does not answer or has no title.
 */
export async function readLinkCard(link: string): Promise<LinkCard | null> {
  if (!isLoopback(link)) return null;
  try {
    // A redirect could lead off this machine.
    const answer = await fetch(link, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!answer.ok || answer.body === null) return null;
    const html = await readStart(answer.body);
    const title = metaOf(html, 'og:title') ?? /<title[^>]*>([^<]*)<\/title>/i.exec(html)?.[1] ?? '';
    const description = metaOf(html, 'og:description') ?? metaOf(html, 'description') ?? '';
    return title.trim() === '' ? null : { title: decodeEntities(title), description: decodeEntities(description) };
  } catch {
    return null;
  }
}

function isLoopback(link: string): boolean {
  return URL.canParse(link) && /^(?:localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/.test(new URL(link).hostname);
}

async function readStart(body: ReadableStream<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MAX_PAGE_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_PAGE_BYTES).toString('utf8');
}

function metaOf(html: string, name: string): string | null {
  for (const [tag] of html.matchAll(/<meta\s[^>]*>/gi))
    if ([attributeOf(tag, 'property'), attributeOf(tag, 'name')].includes(name)) return attributeOf(tag, 'content');
  return null;
}

function attributeOf(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag);
  return match === null ? null : (match[1] ?? match[2] ?? '');
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function decodeEntities(text: string): string {
  const decoded = text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (...match: (string | undefined)[]) => {
    const [whole = '', decimal, hex, name] = match;
    if (name !== undefined) return NAMED_ENTITIES[name] ?? whole;
    const codePoint = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : whole;
  });
  return decoded.trim();
}
