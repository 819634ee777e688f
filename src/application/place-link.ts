import type { DraftPart, Media } from '../domain/post.js';
import type { LinkPlacement } from './ports/network.js';

/** Gives the texts of a post their link and pictures where the network wants them. The link stands in one part only. */
export function placeLink(
  texts: readonly string[],
  link: string | null,
  media: readonly Media[],
  placement: LinkPlacement,
): readonly DraftPart[] {
  const linked =
    link === null
      ? -1
      : Math.max(
          texts.findIndex((text) => text.includes(link)),
          0,
        );
  return texts.map((text, index) => ({
    text: index === linked && placement === 'in-text' ? withLink(text, link ?? '') : text,
    link: index === linked ? link : null,
    media: index === 0 ? media : [],
  }));
}

function withLink(text: string, link: string): string {
  if (text.includes(link)) return text;
  return text === '' ? link : `${text}\n\n${link}`;
}
