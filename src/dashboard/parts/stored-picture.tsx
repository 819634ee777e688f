import type { Post } from '../server/contract.js';

type Picture = Post['parts'][number]['media'][number];

export function pictureAddress(pictureId: string): string {
  return `/api/pictures/${encodeURIComponent(pictureId)}`;
}

/** A picture that our own service keeps; one that is elsewhere on the web is not fetched from there. */
export function StoredPicture({ picture }: { readonly picture: Picture }): React.ReactNode {
  return picture.pictureId === null ? null : <img src={pictureAddress(picture.pictureId)} alt={picture.alt} />;
}
