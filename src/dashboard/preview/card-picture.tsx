import { useState } from 'react';
import type { PreviewedPicture } from './previewed-part.js';

/** Nothing where the page offers none, or none that can be had. */
export function CardPicture({ picture }: { readonly picture: PreviewedPicture | null }): React.ReactNode {
  const [broken, setBroken] = useState<string | null>(null);
  const src = picture?.src ?? null;
  if (src === null || src === broken) return null;
  return <img src={src} alt={picture?.alt ?? ''} onError={() => setBroken(src)} />;
}
