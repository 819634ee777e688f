import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { webPictureAddress } from '../parts/web-picture.js';
import type { LinkCard } from '../server/contract.js';
import { reading } from '../server/queries.js';
import { useMay } from '../server/use-me.js';
import type { PreviewedCard, PreviewedPart } from './previewed-part.js';

const ADDRESS = /^https?:\/\/[^\s/]+\.[^\s/]+/;
/** Half an address that somebody types is nobody's page. */
const TYPING_MS = 500;

/** What the page of its link offers for a card; its headline until that is known, or where it offers nothing. */
export function useCard({ cardLink, headline, pictures }: PreviewedPart): PreviewedCard | null {
  // Pictures take the card's place.
  const link = pictures.length > 0 ? null : cardLink;
  const [settled] = useDebouncedValue(link, TYPING_MS);
  const mayAsk = useMay('editor');
  const { data } = useQuery({
    ...reading('readLinkCard', { body: { url: link ?? '' } }),
    enabled: mayAsk && link !== null && link === settled && ADDRESS.test(link),
    staleTime: Infinity,
    retry: false,
  });
  const byHeadline = headline === null ? null : { title: headline, description: '', picture: null };
  return (data === undefined ? null : cardOf(data)) ?? byHeadline;
}

function cardOf(card: LinkCard): PreviewedCard | null {
  if (card.kind === 'none') return null;
  const { title, url, summary, image } = card;
  const picture = image === null ? null : { src: webPictureAddress(image.url), alt: image.alt ?? '' };
  return { title: title ?? url, description: summary ?? '', picture };
}
