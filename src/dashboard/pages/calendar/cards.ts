import type { CalendarPost } from '../../server/contract.js';
import { msOf } from '../../time/newsroom-time.js';

/** What stands in the calendar at one time: a post, or those of one article that go out close together and move together. */
export interface Card {
  readonly id: string;
  readonly posts: readonly CalendarPost[];
  /** When the first goes, or went, out. */
  readonly at: number;
  readonly words: string;
  readonly mayMove: boolean;
}

const TOGETHER_MS = 15 * 60_000;

export function makeCards(posts: readonly CalendarPost[]): readonly Card[] {
  const sorted = [...posts].sort((a, b) => timeOf(a) - timeOf(b));
  const heaps: CalendarPost[][] = [];
  /** By the article or the group that they are of: a month has thousands. */
  const heapsOf = new Map<string, CalendarPost[][]>();
  for (const post of sorted) {
    const keys = [post.article, post.group].filter((key) => key !== null);
    const kin = keys.flatMap((key) => heapsOf.get(key) ?? []);
    const heap = kin.find(([first]) => first !== undefined && belongTogether(first, post));
    if (heap !== undefined) {
      heap.push(post);
      continue;
    }
    const begun = [post];
    heaps.push(begun);
    for (const key of keys) heapsOf.set(key, [...(heapsOf.get(key) ?? []), begun]);
  }
  return heaps.flatMap(makeCard);
}

function makeCard(posts: readonly CalendarPost[]): readonly Card[] {
  const [first] = posts;
  if (first === undefined) return [];
  const mayMove = posts.every((post) => post.mayMove);
  return [{ id: first.id, posts, at: timeOf(first), words: wordsOf(first), mayMove }];
}

export function wordsOf({ words }: CalendarPost): string {
  return words === '' ? 'A post without words' : words;
}

export function timeOf({ at }: CalendarPost): number {
  return msOf(at);
}

function belongTogether(a: CalendarPost, b: CalendarPost): boolean {
  const isOfOne = (a.article !== null && a.article === b.article) || (a.group !== null && a.group === b.group);
  return isOfOne && a.state === b.state && a.account !== b.account && timeOf(b) - timeOf(a) <= TOGETHER_MS;
}
