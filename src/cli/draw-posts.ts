import type { PlannedPart } from '../application/ports/ledger.js';
import type { PostPreview } from '../application/preview-posts.js';
import type { Account } from '../domain/account.js';
import type { Post, Problem } from '../domain/post.js';
import { formatDollars, sumPrices } from '../domain/money.js';
import type { PostView } from './post-view.js';
import type { ArticleView } from './program.js';

const NETWORK_TITLE = { x: 'X', facebook: 'Facebook' } as const;

interface Drawn {
  readonly account: Account;
  readonly parts: readonly PlannedPart[];
  readonly lengths: readonly { readonly used: number; readonly limit: number }[];
  readonly problems: readonly Problem[];
  readonly lastWords: readonly (string | null)[];
}

/** A post as an editor wants to see it on a terminal: its text between two rules, what it is above, what became of it below. */
export function drawPost({ post, lengths }: PostView, zone: string): string {
  const when = post.publishedAt === null ? `due ${localTime(post.dueAt, zone)}` : localTime(post.publishedAt, zone);
  return draw({
    account: post.account,
    parts: post.parts,
    lengths,
    problems: post.problems,
    lastWords: [
      post.state,
      when,
      delayOf(post, zone),
      reasonOf(post),
      post.parts[0]?.url ?? null,
      priceOf(post.parts),
      `id ${post.id}`,
    ],
  });
}

const LIMITS = ' (limits of the account or of its network)';

/** When a post that waits really goes out, where that is later than it was to, and why; null where there is nothing to say. */
function delayOf({ state, dueAt, keepsTime, nextAt, parts, reason }: Post, zone: string): string | null {
  const seconds = Math.round((nextAt.getTime() - dueAt.getTime()) / 1000);
  if (state !== 'scheduled' && state !== 'awaiting-approval') return null;
  if (keepsTime) return 'keeps it whatever the limits of the account say';
  if (seconds <= 0) return null;
  const sent = parts.filter((part) => part.remoteId !== null).length;
  // A reason is said beside it.
  const why = sent > 0 ? ` (${sent} of ${parts.length} parts are out)` : reason === null ? LIMITS : '';
  return seconds < 60 ? `sends ${seconds} s later${why}` : `sends at ${localTime(nextAt, zone)}${why}`;
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
    lastWords: [`template ${template}`, `due ${localTime(dueAt, zone)}`, priceOf(draft.parts)],
  });
}

function priceOf(parts: readonly PlannedPart[]): string | null {
  const micros = sumPrices(parts);
  return micros === null ? null : `costs ${formatDollars(micros)}`;
}

function draw({ account, parts, lengths, problems, lastWords }: Drawn): string {
  const body = parts.flatMap((part, index) => [
    ...(parts.length > 1 ? [`(${index + 1}/${parts.length})`] : []),
    ...part.text.split('\n'),
    ...(part.link !== null && !part.text.includes(part.link) ? ['', `↗ ${part.link}`] : []),
    ...part.media.map((media) => `▣ picture${media.alt === '' ? '' : `: ${media.alt}`}`),
    measureOf(part, lengths[index], parts.length > 1),
  ]);
  const troubles = problems.map((problem) => `│ ! ${problem.message}`);
  const last = lastWords.filter((word) => (word ?? '') !== '').join(' · ');
  return [`┌─ ${drawAccount(account)}`, ...body.map((line) => `│ ${line}`.trimEnd()), ...troubles, `└─ ${last}`].join(
    '\n',
  );
}

/** The price of each part stands where there are several; that of the whole is said once, below. */
function measureOf(part: PlannedPart, length: Drawn['lengths'][number] | undefined, isThread: boolean): string {
  const price = isThread && part.priceMicros !== null ? ` · ${formatDollars(part.priceMicros)}` : '';
  return `— ${length?.used ?? 0} of ${length?.limit ?? 0}${price}`;
}

/** What readers of a post about the article will miss, a line each. */
export function drawWarnings({ warnings }: ArticleView): readonly string[] {
  return warnings.map(({ message }) => `! ${message}`);
}

export function drawAccount({ network, name, simulated }: Account): string {
  return [NETWORK_TITLE[network], name, ...(simulated ? ['SIMULATED'] : [])].join(' · ');
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
