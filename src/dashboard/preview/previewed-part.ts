/** What a reader will see of one part. */
export interface PreviewedPart {
  readonly text: string;
  /** Whose card the network draws; null = none. */
  readonly cardLink: string | null;
  readonly pictures: readonly PreviewedPicture[];
  /** What stands in the card where its page says nothing; null = nothing. */
  readonly headline: string | null;
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
