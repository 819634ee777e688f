import type { PreviewedPicture } from './previewed-part.js';

/** Nothing where the page offers none, or none that our own service shows. */
export function CardPicture({ picture }: { readonly picture: PreviewedPicture | null }): React.ReactNode {
  const src = picture?.src ?? null;
  return src === null ? null : <img src={src} alt={picture?.alt ?? ''} />;
}
