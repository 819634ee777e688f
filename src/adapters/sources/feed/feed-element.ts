/** An element of a feed. Its name is in small letters: `title`, `dc:creator`, whatever prefix the document chose. */
export interface FeedElement {
  readonly name: string;
  readonly attributes: Readonly<Partial<Record<string, string>>>;
  readonly children: readonly FeedElement[];
  /** Text with its entities decoded; where elements lie within, the markup as it stands. */
  readonly value: string;
  readonly hasMarkup: boolean;
}

/** In the order of the names, then of the document. */
export function childrenNamed(element: FeedElement, ...names: readonly string[]): readonly FeedElement[] {
  return names.flatMap((name) => element.children.filter((child) => child.name === name));
}

/** The values that say something, in the order of the names. */
export function valuesOf(element: FeedElement, ...names: readonly string[]): readonly string[] {
  return childrenNamed(element, ...names).flatMap(({ value }) => value.trim() || []);
}
