import type { PostState } from '../../server/contract.js';

export const SORT_TITLES = {
  next: 'Earliest first',
  '-next': 'Latest first',
  '-created': 'Newest written first',
} as const;
export type PostSort = keyof typeof SORT_TITLES;

export interface PostTab {
  readonly name: string;
  readonly title: string;
  /** Null = every state. */
  readonly states: readonly PostState[] | null;
  /** Whose mark it bears. */
  readonly marked?: PostState;
  /** Newest first where it is over, next first where it is to come. */
  readonly sort: PostSort;
}

export const ALL_POSTS: PostTab = { name: 'all', title: 'All', states: null, sort: '-next' };

export const POST_TABS: readonly PostTab[] = [
  ALL_POSTS,
  {
    name: 'needs',
    title: 'Needs a person',
    states: ['unconfirmed', 'rejected', 'held', 'awaiting-approval'],
    sort: 'next',
  },
  { name: 'scheduled', title: 'Scheduled', states: ['scheduled', 'publishing'], marked: 'scheduled', sort: 'next' },
  { name: 'published', title: 'Published', states: ['published'], marked: 'published', sort: '-next' },
  { name: 'drafts', title: 'Drafts', states: ['draft'], marked: 'draft', sort: '-next' },
  { name: 'late', title: 'Too late', states: ['expired'], marked: 'expired', sort: '-next' },
  { name: 'cancelled', title: 'Cancelled', states: ['cancelled', 'retracted'], marked: 'cancelled', sort: '-next' },
];

export function sortNamed(name: string | undefined): PostSort | null {
  return name !== undefined && name in SORT_TITLES ? (name as PostSort) : null;
}

export function tabNamed(name: string | undefined): PostTab {
  return POST_TABS.find((tab) => tab.name === name) ?? ALL_POSTS;
}
