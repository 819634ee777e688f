import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Given } from '../../server/call.js';
import type { Account, Compose, Preview } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { type ComposeDraft, isUnwritten, variantsOf, whenOf, type Wish } from './compose-draft.js';
import type { Edited } from './draft-of.js';
import { plainComplaint } from './plain-complaint.js';

const TYPING_MS = 300;

export interface Previewed {
  /** The last that the service said of the accounts that are chosen. */
  readonly previews: readonly Preview[];
  /** The time that was wished for then. */
  readonly saidOf: Pick<Wish, 'when' | 'wall'>;
  /** Why it said nothing of the last change; null = it did, or will. */
  readonly complaint: string | null;
}

/** What the service says of the words: problems, warnings, price, when they would go out. */
export function usePreview(draft: ComposeDraft, accounts: readonly Account[], edited: Edited | null): Previewed {
  const { zone } = useNewsroomTime();
  const [settled] = useDebouncedValue(draft, TYPING_MS);
  const written = variantsOf(settled, accounts);
  const isSaid = written.some(({ account }) => !isUnwritten(settled, account));
  const isAskable = written.length > 0 && (isSaid || settled.article !== null);
  const query = useQuery({
    ...reading('previewPosts', questionOf(settled, accounts, edited, zone)),
    enabled: isAskable,
  });
  const { thing, of } = useLast(query.data, settled);
  const said = thing?.items ?? [];
  const isChosen = (preview: Preview): boolean => written.some(({ account }) => account === preview.account.id);
  return {
    previews: isAskable ? said.filter(isChosen) : [],
    saidOf: of,
    complaint: isAskable && query.error !== null ? plainComplaint(query.error) : null,
  };
}

/** What is asked of a draft. */
export function questionOf(
  draft: ComposeDraft,
  accounts: readonly Account[],
  edited: Edited | null,
  zone: string,
): Pick<Given<'previewPosts'>, 'body'> {
  const { article } = draft;
  const written = variantsOf(draft, accounts);
  const variants = article === null ? written : written.map((variant) => orByTemplate(draft, variant));
  return { body: { variants, when: whenOf(draft, zone), article, post: edited?.[0].id ?? null } };
}

/** What there was last, where there is nothing now; and what it was said of. */
function useLast<Thing, Of>(thing: Thing | undefined, of: Of): { readonly thing: Thing | undefined; readonly of: Of } {
  const [last, setLast] = useState({ thing, of });
  if (thing === undefined || thing === last.thing) return last;
  setLast({ thing, of });
  return { thing, of };
}

type Variant = Compose['variants'][number];

/** Nothing written yet: as the templates say of the article. */
function orByTemplate(
  draft: ComposeDraft,
  variant: Variant,
): Omit<Variant, 'parts'> & { parts: Variant['parts'] | null } {
  return isUnwritten(draft, variant.account) ? { ...variant, parts: null } : variant;
}
