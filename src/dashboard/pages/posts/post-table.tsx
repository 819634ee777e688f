import { Checkbox } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Post } from '../../server/contract.js';
import { useNow } from '../../time/clock.js';
import { msOf } from '../../time/newsroom-time.js';
import { NowRule } from './now-rule.js';
import type { PostSort } from './post-tabs.js';
import { PostRow } from './post-row.js';
import classes from './posts.module.css';

interface PostTableProps {
  readonly posts: readonly Post[];
  readonly chosen: Set<string>;
  readonly sort: PostSort;
  readonly resort: (sort: PostSort) => void;
  /** Reads the next page; null when there is none, or it is on its way. */
  readonly more: (() => void) | null;
}

const ROW_PX = 35;
const NARROW_ROW_PX = 80;
const BEYOND = 12;

/** Only the rows in sight are drawn, so that a hundred thousand posts scroll like ten. */
export function PostTable({ posts, chosen, sort, resort, more }: PostTableProps): React.ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const isNarrow = useMediaQuery('(width < 48em)');
  const virtualizer = useWindowVirtualizer({
    count: posts.length,
    estimateSize: () => (isNarrow ? NARROW_ROW_PX : ROW_PX),
    overscan: BEYOND,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: (index) => posts[index]?.id ?? index,
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more !== null && last >= posts.length - BEYOND) more();
  }, [last, posts.length, more]);
  const nowAt = useNowIndex(posts, sort);
  return (
    <div role="table" aria-rowcount={posts.length + 1} className={classes.table}>
      <Head posts={posts} chosen={chosen} sort={sort} resort={resort} />
      <div ref={list} role="rowgroup" className={classes.rows} style={{ height: virtualizer.getTotalSize() }}>
        {rows.map(({ index, key, start }) => {
          const post = posts[index];
          if (post === undefined) return null;
          const top = start - virtualizer.options.scrollMargin;
          return (
            <div key={key} role="presentation" className={classes.place} style={{ transform: `translateY(${top}px)` }}>
              {index === nowAt && <NowRule />}
              <PostRow post={post} isChosen={chosen.has(post.id)} choose={() => toggle(chosen, post.id)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Before which row now is; null where it is before or behind all that is shown. */
function useNowIndex(posts: readonly Post[], sort: PostSort): number | null {
  const now = useNow(60_000);
  if (sort === '-created') return null;
  const index = posts.findIndex(({ nextAt }) => (sort === 'next' ? msOf(nextAt) > now : msOf(nextAt) <= now));
  return index > 0 ? index : null;
}

const SORTED = { next: 'ascending', '-next': 'descending', '-created': 'none' } as const;
const SORT_MARKS = { next: '↑', '-next': '↓', '-created': '' } as const;

function toggle(chosen: Set<string>, id: string): void {
  if (!chosen.delete(id)) chosen.add(id);
}

function Head({ posts, chosen, sort, resort }: Omit<PostTableProps, 'more'>): React.ReactNode {
  const areAll = posts.every(({ id }) => chosen.has(id));
  const chooseAll = (): void => {
    for (const { id } of posts)
      if (areAll) chosen.delete(id);
      else chosen.add(id);
  };
  return (
    <div role="rowgroup">
      <div role="row" className={`${classes.row ?? ''} ${classes.head ?? ''}`}>
        <span role="columnheader">
          <Checkbox
            aria-label="Choose all that are shown"
            checked={areAll}
            indeterminate={!areAll && chosen.size > 0}
            onChange={chooseAll}
          />
        </span>
        <span role="columnheader">State</span>
        <span role="columnheader" aria-sort={SORTED[sort]}>
          <button className={classes.sort} onClick={() => resort(sort === 'next' ? '-next' : 'next')}>
            When {SORT_MARKS[sort]}
          </button>
        </span>
        {['Account', 'Post', 'Template', 'By', 'Price'].map((title) => (
          <span key={title} role="columnheader" data-column={title}>
            {title}
          </span>
        ))}
      </div>
    </div>
  );
}
