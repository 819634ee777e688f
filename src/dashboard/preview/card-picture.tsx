import type { PreviewedCard } from './previewed-part.js';

/** Nothing where the page offers none, or none that our own service shows. */
export function CardPicture({ card }: { readonly card: PreviewedCard | null }): React.ReactNode {
  const picture = card?.picture ?? null;
  return picture === null || picture.src === null ? null : <img src={picture.src} alt={picture.alt} />;
}
