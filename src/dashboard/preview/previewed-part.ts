/** What a reader will see of one part. */
export interface PreviewedPart {
  readonly text: string;
  readonly link: string | null;
  readonly pictures: readonly PreviewedPicture[];
  readonly card: PreviewedCard | null;
}

export interface PreviewedPicture {
  /** Where our own service shows it; null while it cannot. */
  readonly src: string | null;
  readonly alt: string;
}

/** What the page of the link says of itself. */
export interface PreviewedCard {
  readonly title: string;
  readonly description: string;
  readonly picture: PreviewedPicture | null;
}

export interface PreviewedAuthor {
  readonly name: string;
  readonly handle: string | null;
}

export function hostOf(link: string): string {
  return URL.parse(link)?.hostname.replace(/^www\./, '') ?? link;
}
