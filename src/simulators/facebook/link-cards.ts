import { readLinkCard, type LinkCard } from '../read-link-card.js';

/** Reads the card of a page and keeps it; the card of before stays when the page does not answer. */
export async function rememberLinkCard(link: string, cards: Map<string, LinkCard>): Promise<LinkCard | null> {
  const card = await readLinkCard(link);
  if (card !== null) cards.set(link, card);
  return card;
}
