import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Account, Post, Preview } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { type ComposeDraft, isEmpty, variantsOf, whenOf } from './compose-draft.js';

const TYPING_MS = 300;

/** What the service says of the words: problems, warnings, price, when they would go out. */
export function usePreview(draft: ComposeDraft, accounts: readonly Account[], edited: Post | null): readonly Preview[] {
  const { zone } = useNewsroomTime();
  const [settled] = useDebouncedValue(draft, TYPING_MS);
  const variants = variantsOf(settled, accounts);
  const isAskable = variants.length > 0 && (!isEmpty(settled) || settled.article !== null);
  const body = {
    // Nothing written yet: as the templates say of the article.
    variants: isEmpty(settled) ? variants.map(({ account }) => ({ account, parts: null })) : variants,
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
