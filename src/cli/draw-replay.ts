import type { ReplayedPost } from '../application/replay-articles.js';
import type { DraftPart } from '../domain/post.js';
import { drawAccount } from './draw-posts.js';

/** What a changed template changes, article by article, for people. */
export function drawReplay(articles: number, posts: readonly ReplayedPost[]): string {
  const worth = posts.filter(({ isDifferent, problems }) => isDifferent || problems.length > 0);
  return [...worth.map(drawPost), ...drawMissing(posts), drawSum(articles, posts)].join('\n\n');
}

function drawPost({
  recorded,
  account,
  template,
  before,
  after,
  isDifferent,
  problems,
  missing,
}: ReplayedPost): string {
  return [
    `┌─ ${recorded.article.title}`,
    ...(isDifferent ? drawChange(linesOf(before), linesOf(after)) : linesOf(after).map((line) => `  ${line}`)),
    ...problems.map(({ message }) => `! ${message}`),
    ...(missing.length > 0 ? [`? without ${missing.join(', ')}`] : []),
    `└─ ${drawAccount(account)} · ${template} · article ${recorded.id}`,
  ].join('\n');
}

/** A post that is none has no lines. */
function linesOf(parts: readonly DraftPart[] | null): readonly string[] {
  return (parts ?? []).flatMap(({ text, link, media }, index) => [
    ...(index > 0 ? ['(next post)'] : []),
    ...text.split('\n'),
    ...(link !== null && !text.includes(link) ? [`↗ ${link}`] : []),
    ...media.map(({ url, alt }) => `▣ ${url ?? 'picture'} ${alt}`.trimEnd()),
  ]);
}

/** What both begin and end with stands once. */
function drawChange(before: readonly string[], after: readonly string[]): readonly string[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [
    ...after.slice(0, start).map((line) => `  ${line}`),
    ...before.slice(start, before.length - end).map((line) => `- ${line}`),
    ...after.slice(start, after.length - end).map((line) => `+ ${line}`),
    ...after.slice(after.length - end).map((line) => `  ${line}`),
  ].map((line) => line.trimEnd());
}

function drawMissing(posts: readonly ReplayedPost[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const field of posts.flatMap(({ missing }) => missing)) counts.set(field, (counts.get(field) ?? 0) + 1);
  const lines = [...counts].map(([field, count]) => `  ${field}: ${count} of ${posts.length}`);
  return lines.length === 0 ? [] : [['Fields that articles do not have:', ...lines].join('\n')];
}

function drawSum(articles: number, posts: readonly ReplayedPost[]): string {
  const differing = posts.filter(({ isDifferent }) => isDifferent).length;
  const failing = posts.filter(({ problems }) => problems.length > 0).length;
  return `${articles} articles, ${posts.length} posts: ${differing} differ, ${failing} could not go out.`;
}
