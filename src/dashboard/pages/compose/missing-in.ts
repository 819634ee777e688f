import type { Account, DraftPart } from '../../server/contract.js';
import { type ComposeDraft, isUnwritten, partsFor } from './compose-draft.js';
import type { DraftInHand } from './use-compose-draft.js';
import { wholeLink } from './whole-link.js';

/** Null when it may be sent; the main button is never dead, it says what is missing. */
export function missingIn({ draft, isWaiting }: DraftInHand, accounts: readonly Account[]): string | null {
  if (isWaiting) return 'The picture is still on its way: wait until you see it.';
  const chosen = accounts.filter(({ id }) => draft.accounts.includes(id));
  if (draft.accounts.length === 0) return 'Choose at least one account.';
  const unwritten = missingWords(draft, chosen);
  if (unwritten !== null) return unwritten;
  if (chosen.some(({ id }) => partsFor(draft, id).some(hasUnfitLink)))
    return 'The link is no whole address: it begins with https://.';
  return draft.when === 'at' && draft.wall === null ? 'Choose a time.' : null;
}

function hasUnfitLink({ link }: DraftPart): boolean {
  return link !== null && wholeLink(link) === null;
}

function missingWords(draft: ComposeDraft, chosen: readonly Account[]): string | null {
  const unwritten = chosen.filter(({ id }) => isUnwritten(draft, id));
  const [first] = unwritten;
  if (first === undefined) return null;
  const cure = draft.article === null ? '' : ', or press “Take these words”';
  return unwritten.length === chosen.length
    ? `Write something first${cure}.`
    : `Nothing is written for ${first.name} yet: write something${cure}.`;
}
