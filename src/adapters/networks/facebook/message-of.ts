import type { DraftPart } from '../../../domain/post.js';

/** The `message` of a part. Beside photos Facebook draws no link card, so there the link stands in the text. */
export function messageOf({ text, link, media }: DraftPart): string {
  if (link === null || media.length === 0 || text.includes(link)) return text;
  return text === '' ? link : `${text}\n\n${link}`;
}
