import { KawarabanError } from '../domain/errors.js';
import type { DraftPart } from '../domain/post.js';
import type { Ports } from './ports/ports.js';

/** Every stored picture that a person names is there, else they hear it at once and not when the post comes due. */
export async function demandPictures({ ledger }: Pick<Ports, 'ledger'>, parts: readonly DraftPart[]): Promise<void> {
  const named = parts.flatMap(({ media }) => media.flatMap(({ pictureId }) => pictureId ?? []));
  const [missing] = await ledger.findMissingPictures(named);
  if (missing !== undefined)
    throw new KawarabanError(
      'KWB_NOT_FOUND',
      `there is no picture ${missing}: POST /api/pictures stores one and answers with its id`,
    );
}
