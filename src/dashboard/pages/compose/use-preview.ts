import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Account, Compose, Post, Preview } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { type ComposeDraft, isUnwritten, variantsOf, whenOf } from './compose-draft.js';

const TYPING_MS = 300;

/** What the service says of the words: problems, warnings, price, when they would go out. */
export function usePreview(draft: ComposeDraft, accounts: readonly Account[], edited: Post | null): readonly Preview[] {
  const { zone } = useNewsroomTime();
  const [settled] = useDebouncedValue(draft, TYPING_MS);
  const written = variantsOf(settled, accounts);
  const isSaid = written.some(({ account }) => !isUnwritten(settled, account));
  const isAskable = written.length > 0 && (isSaid || settled.article !== null);
  const body = {
    variants: settled.article === null ? written : written.map((variant) => orByTemplate(settled, variant)),
    when: whenOf(settled, zone),
    article: settled.article,
    post: edited?.id ?? null,
  };
  const query = useQuery({
    ...reading('previewPosts', { body }),
    enabled: isAskable,
    placeholderData: keepPreviousData,
  });
  return isAskable ? (query.data?.items ?? []) : [];
}

type Variant = Compose['variants'][number];

/** Nothing written yet: as the templates say of the article. */
function orByTemplate(
  draft: ComposeDraft,
  variant: Variant,
): Omit<Variant, 'parts'> & { parts: Variant['parts'] | null } {
  return isUnwritten(draft, variant.account) ? { ...variant, parts: null } : variant;
}
