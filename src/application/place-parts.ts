import type { Account } from '../domain/account.js';
import type { DraftPart } from '../domain/post.js';
import { placeLink } from './place-link.js';
import type { Ports } from './ports/ports.js';

/** The parts as a person wrote them, each with its link where the network wants it. */
export function placeParts(
  { networks }: Pick<Ports, 'networks'>,
  account: Account,
  parts: readonly DraftPart[],
): readonly DraftPart[] {
  const { linkPlacement } = networks[account.network];
  return parts.flatMap(({ text, link, media }) =>
    placeLink([text.normalize('NFC').trim()], link, media, linkPlacement),
  );
}
