import { pictureAddress } from '../parts/stored-picture.js';
import type { NetworkName } from '../server/contract.js';
import { FacebookPreview } from './facebook-preview.js';
import type { PreviewedCard, PreviewedPart } from './previewed-part.js';
import { XPreview } from './x-preview.js';

interface Drawn {
  readonly text: string;
  readonly link: string | null;
  readonly media: readonly { readonly pictureId: string | null; readonly alt: string }[];
}

interface PostPreviewProps {
  readonly account: { readonly name: string; readonly network: NetworkName };
  readonly parts: readonly Drawn[];
  readonly card: PreviewedCard | null;
  /** Where each part becomes too long; null where it fits. */
  readonly overFrom?: readonly (number | null)[];
}

/** A post as its network draws it. */
export function PostPreview({ account, parts, card, overFrom = [] }: PostPreviewProps): React.ReactNode {
  const drawn = parts.map((part): PreviewedPart => previewed(part, card));
  const author = { name: account.name.replace(/^@/, ''), handle: account.name.startsWith('@') ? account.name : null };
  const [first] = drawn;
  if (account.network === 'x') return <XPreview author={author} parts={drawn} overFrom={overFrom} />;
  return first === undefined ? null : <FacebookPreview author={author} part={first} />;
}

function previewed({ text, link, media }: Drawn, card: PreviewedCard | null): PreviewedPart {
  const pictures = media.map(({ pictureId, alt }) => ({
    src: pictureId === null ? null : pictureAddress(pictureId),
    alt,
  }));
  return { text, link, pictures, card };
}
