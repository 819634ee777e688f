import { useQuery } from '@tanstack/react-query';
import type { LinkCard } from '../server/contract.js';
import { reading } from '../server/queries.js';
import { useMay } from '../server/use-me.js';
import type { PreviewedCard } from './previewed-part.js';

const ADDRESS = /^https?:\/\/[^\s/]+\.[^\s/]+/;

/** What the page of the first link offers for its card; null until it has been asked, or where it offers nothing. */
export function useCard(parts: readonly { readonly link: string | null }[]): PreviewedCard | null {
  const link = parts.find((part) => part.link !== null)?.link ?? null;
  const mayAsk = useMay('editor');
  const { data } = useQuery({
    ...reading('readLinkCard', { body: { url: link ?? '' } }),
    enabled: mayAsk && link !== null && ADDRESS.test(link),
    staleTime: Infinity,
    retry: false,
  });
  return data === undefined ? null : cardOf(data);
}

function cardOf(card: LinkCard): PreviewedCard | null {
  if (card.kind === 'none') return null;
  const { title, url, summary, image } = card;
  // The page's own picture, by way of our service: the browser asks nobody else.
  const picture =
    image === null
      ? null
      : { src: `/api/link-card/picture?${new URLSearchParams({ url: image.url })}`, alt: image.alt ?? '' };
  return { title: title ?? url, description: summary ?? '', picture };
}
