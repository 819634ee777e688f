import type { PlannedPart } from '../../application/ports/ledger.js';
import type { PostId } from '../../domain/post.js';
import { textHash } from './rows.js';
import type { PartRow } from './schema.js';

/** A part as it begins: nothing of it was prepared or tried. */
export function newPartRow(postId: PostId, position: number, part: PlannedPart): PartRow {
  return {
    ...saidBy(part),
    post_id: postId,
    position,
    remote_id: null,
    url: null,
    prepared: null,
    prepare_begun: 0,
    tried_once: '[]',
    sent_again: 0,
    in_reply_to: null,
  };
}

/** What a part says, and costs. */
export function saidBy(part: PlannedPart): Pick<PartRow, 'text' | 'link' | 'media' | 'text_hash' | 'price_micros'> {
  return {
    text: part.text,
    link: part.link,
    media: JSON.stringify(part.media),
    text_hash: textHash(part),
    price_micros: part.priceMicros,
  };
}
