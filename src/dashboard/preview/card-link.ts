import { findUrls } from '../../adapters/networks/x/find-urls.js';
import type { NetworkName } from '../server/contract.js';

interface Linked {
  readonly text: string;
  readonly link: string | null;
}

/**
 * The address whose card the network draws; null = none. X draws the last one in the text, where a link that is not in
 * it stands at the end. Facebook draws its own link, or else the first one in the text.
 */
const CARD_LINKS: Readonly<Record<NetworkName, (part: Linked) => string | null>> = {
  x: ({ text, link }) => (link !== null && !text.includes(link) ? link : (urlsIn(text).at(-1) ?? link)),
  facebook: ({ text, link }) => link ?? urlsIn(text)[0] ?? null,
};

export function cardLinkOf(network: NetworkName, part: Linked): string | null {
  return CARD_LINKS[network](part);
}

function urlsIn(text: string): readonly string[] {
  return findUrls(text).map(({ url }) => (/^https?:/i.test(url) ? url : `https://${url}`));
}
