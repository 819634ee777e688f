import type { Account } from '../domain/account.js';
import type { DraftPart, Post, Problem } from '../domain/post.js';
import type { PostPreview } from '../application/preview-posts.js';
import type { PostView } from './program.js';

const NETWORK_TITLE = { x: 'X', facebook: 'Facebook' } as const;

interface Drawn {
  readonly account: Account;
  readonly parts: readonly DraftPart[];
  readonly lengths: readonly { readonly used: number; readonly limit: number }[];
  readonly problems: readonly Problem[];
  readonly lastLine: string;
}

/** A post as an editor wants to see it on a terminal: its text between two rules, what it is above, what became of it below. */
export function drawPost({ post, lengths }: PostView, zone: string): string {
  const when = post.publishedAt === null ? `due ${localTime(post.dueAt, zone)}` : localTime(post.publishedAt, zone);
  const url = post.parts[0]?.url;
  const words = [post.state, when, reasonOf(post), url, `id ${post.id}`].filter((word) => (word ?? '') !== '');
  return draw({
    account: post.account,
    parts: post.parts,
    lengths,
    problems: post.problems,
    lastLine: words.join(' · '),
  });
}

/** Why a post is where it is; a scheduled one may wait for its account. */
export function reasonOf({ reason, state, account }: Post): string | null {
  return reason ?? (state === 'scheduled' ? account.pausedReason : null);
}

export function drawPreview({ account, template, dueAt, draft, problems, lengths }: PostPreview, zone: string): string {
  return draw({
    account,
    parts: draft.parts,
    lengths,
    problems,
    lastLine: `template ${template} · due ${localTime(dueAt, zone)}`,
  });
}

function draw({ account, parts, lengths, problems, lastLine }: Drawn): string {
  const title = [NETWORK_TITLE[account.network], account.name, ...(account.simulated ? ['SIMULATED'] : [])].join(' · ');
  const body = parts.flatMap((part, index) => [
    ...(parts.length > 1 ? [`(${index + 1}/${parts.length})`] : []),
    ...part.text.split('\n'),
    ...(part.link !== null && !part.text.includes(part.link) ? ['', `↗ ${part.link}`] : []),
    ...part.media.map((media) => `▣ picture${media.alt === '' ? '' : `: ${media.alt}`}`),
    `— ${lengths[index]?.used ?? 0} of ${lengths[index]?.limit ?? 0}`,
  ]);
  const troubles = problems.map((problem) => `│ ! ${problem.message}`);
  return [`┌─ ${title}`, ...body.map((line) => `│ ${line}`.trimEnd()), ...troubles, `└─ ${lastLine}`].join('\n');
}

/** `2026-11-24 18:30 JST`: the newsroom's time, with its zone. */
export function localTime(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
}
