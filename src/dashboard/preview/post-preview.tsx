import { pictureAddress } from '../parts/stored-picture.js';
import type { NetworkName } from '../server/contract.js';
import { cardLinkOf } from './card-link.js';
import { FacebookPreview } from './facebook-preview.js';
import type { PreviewedPart } from './previewed-part.js';
import { XPreview } from './x-preview.js';

interface Drawn {
  readonly text: string;
  readonly link: string | null;
  readonly media: readonly { readonly pictureId: string | null; readonly alt: string }[];
}

interface PostPreviewProps {
  readonly account: { readonly name: string; readonly network: NetworkName };
  readonly parts: readonly Drawn[];
  /** Of the article that its link leads to. */
  readonly headline?: string | null;
  /** Where each part becomes too long; null where it fits. */
  readonly overFrom?: readonly (number | null)[];
}

/** A post as its network draws it. */
export function PostPreview({ account, parts, headline = null, overFrom = [] }: PostPreviewProps): React.ReactNode {
  const linked = parts.findIndex(({ link }) => link !== null);
  const drawn = parts.map((part, position): PreviewedPart => ({
    text: part.text,
    cardLink: cardLinkOf(account.network, part),
    pictures: part.media.map(({ pictureId, alt }) => ({
      src: pictureId === null ? null : pictureAddress(pictureId),
      alt,
    })),
    headline: position === linked ? headline : null,
  }));
  const author = { name: account.name.replace(/^@/, ''), handle: account.name.startsWith('@') ? account.name : null };
  const [first] = drawn;
  if (account.network === 'x') return <XPreview author={author} parts={drawn} overFrom={overFrom} />;
  return first === undefined ? null : <FacebookPreview author={author} part={first} />;
}
