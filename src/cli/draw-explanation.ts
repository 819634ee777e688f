import type { Explanation } from '../application/explain-article.js';
import type { ArticleEvent } from '../application/ports/ledger.js';
import type { TemplateVerdict } from '../application/ports/template-renderer.js';
import type { Post } from '../domain/post.js';
import { reasonOf } from './draw-posts.js';

/** Everything about one article on a terminal: how it came, what the templates say, what became of each post. */
export function drawExplanation({ recorded, verdicts, posts, events, whyNothing }: Explanation, zone: string): string {
  const { article, id } = recorded;
  const time = (at: Date): string => timeWithSeconds(at, zone);
  const own = events.filter(({ postId }) => postId === null);
  return [
    article.title,
    article.url ?? '(no link of its own)',
    `article ${id}`,
    '',
    ...(article.publishedAt === null ? [] : [`${time(article.publishedAt)}  published`]),
    ...own.map((event) => `${time(event.at)}  ${tell(event)}`),
    '',
    ...verdicts.map(drawVerdict),
    ...posts.flatMap((post) => ['', ...drawPostStory(post, events, time)]),
    ...(whyNothing === null ? [] : ['', `No post: ${whyNothing}.`]),
  ].join('\n');
}

function drawVerdict({ rule, matches, condition, facts }: TemplateVerdict): string {
  if (matches) return `template ${rule.name}: speaks about it`;
  const found = Object.entries(facts).map(([name, value]) => `${name} is ${value === '' ? 'empty' : `"${value}"`}`);
  return `template ${rule.name}: says nothing, since its condition is ${condition ?? ''} and ${found.join(', ')}`;
}

function drawPostStory(post: Post, events: readonly ArticleEvent[], time: (at: Date) => string): readonly string[] {
  const reason = reasonOf(post);
  const head = [post.account.name, post.template ?? 'by hand', post.state, ...(reason === null ? [] : [reason])];
  return [
    `${head.join(' · ')} · id ${post.id}`,
    ...post.parts.flatMap(({ url }) => (url === null ? [] : [`  ${url}`])),
    ...events.filter(({ postId }) => postId === post.id).map((event) => `  ${time(event.at)}  ${tell(event)}`),
  ];
}

/** In plain words; what has none is told as the ledger calls it. */
function tell({ kind, detail, sourceName }: ArticleEvent): string {
  const source = sourceName ?? 'a person';
  const known: Readonly<Record<string, string>> = {
    'article-recorded': sourceName === null ? `taken in from a ${detail}` : `seen by ${source} (${detail})`,
    'article-seen-again': `the same article, seen by ${source} (${detail})`,
    'article-changed': `changed: ${detail}`,
    'article-not-posted': `not to be posted: ${detail}`,
    'article-held-alike': `its title is like that of article ${detail}: its posts wait for a person`,
    'article-keys-collide': `known under another article too: ${detail}`,
    'post-planned': `planned ${detail}`,
    'delivery-opened': `sending ${detail}`,
    'delivery-part-published': `published: ${detail}`,
    'delivery-rejected': `refused: ${detail}`,
    'delivery-try-again': `put off: ${detail}`,
    'delivery-look-up': `not sure whether it went out, looking: ${detail}`,
    'delivery-account-paused': `the account was paused: ${detail}`,
  };
  return (known[kind] ?? `${kind.replaceAll('-', ' ')} ${detail}`).trimEnd();
}

/** `2026-11-24 18:30:02`, in the newsroom's time. */
function timeWithSeconds(at: Date, zone: string): string {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return shown.format(at);
}
