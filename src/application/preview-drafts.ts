import type { Account } from '../domain/account.js';
import type { RecordedArticle } from '../domain/article.js';
import { EMBARGO_UNREADABLE, endOf, isUnreadable } from '../domain/embargo.js';
import { latest } from '../domain/latest.js';
import type { DraftPart, Post, PostId, PostState, Problem } from '../domain/post.js';
import { areAlike, titleWords } from '../domain/title-likeness.js';
import { timesOf, type TimeChoice } from './compose-posts.js';
import { demandPictures } from './demand-pictures.js';
import { isPutOff, nameLimits } from './name-limits.js';
import { placeParts } from './place-parts.js';
import { findProblems, priced, renderDraft, speaksOn } from './plan-posts.js';
import type { PlannedPart } from './ports/ledger.js';
import type { Ports } from './ports/ports.js';

/** What a person weighs; it stops nothing. */
export interface DraftWarning {
  readonly code: 'near-duplicate' | 'same-hour' | 'moved' | 'silence' | 'embargo';
  readonly message: string;
  /** The post that it is about; null = none. */
  readonly post: Post | null;
}

export interface DraftPreview {
  readonly account: Account;
  readonly parts: readonly PlannedPart[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly DraftWarning[];
  /** Null = not within a year. */
  readonly goesOutAt: Date | null;
}

export interface DraftQuestion {
  readonly account: Account;
  /** Null = as the templates say of the article. */
  readonly parts: readonly DraftPart[] | null;
  readonly when: TimeChoice;
  readonly article: RecordedArticle | null;
  /** The post that is being edited. */
  readonly postId: PostId | null;
}

interface Wish {
  readonly dueAt: Date;
  readonly inSlot: boolean;
}

type PreviewPorts = Pick<Ports, 'clock' | 'ledger' | 'networks' | 'templates'>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SAYING: readonly PostState[] = [
  'awaiting-approval',
  'held',
  'scheduled',
  'publishing',
  'published',
  'unconfirmed',
];

/** What would become of a draft, by the rules that sending goes by; nothing is made. */
export async function previewDraft(ports: PreviewPorts, question: DraftQuestion): Promise<DraftPreview> {
  const { account, when, article } = question;
  const parts = priced(ports, placeParts(ports, account, await writtenOrRendered(ports, question)), account);
  const { dueAt, inSlot } = timesOf(ports, when);
  // What is wanted for a time gone by is wanted now.
  const asked = latest(dueAt, ports.clock.now());
  const embargo = article?.article.embargoUntil ?? null;
  const isEmbargoed = embargo !== null && embargo > asked;
  const wanted = isEmbargoed ? endOf(embargo) : asked;
  const goesOutAt = wanted === null ? null : await findTime(ports, question, { dueAt: wanted, inSlot });
  const warnings = [
    ...(goesOutAt === null ? [] : await findNeighbours(ports, question, parts, goesOutAt)),
    ...(isEmbargoed ? [warn('embargo', embargoMessage(embargo))] : []),
    ...(goesOutAt === null || wanted === null
      ? []
      : await findMove(ports, question, { dueAt: wanted, inSlot }, goesOutAt)),
    ...(await findSilence(ports)),
  ];
  return { account, parts, problems: findProblems(ports, { parts }, account), warnings, goesOutAt };
}

/** A time that its post keeps whatever the limits say is no other one while it is not touched. */
async function findTime(
  { ledger }: PreviewPorts,
  { account, postId }: DraftQuestion,
  wish: Wish,
): Promise<Date | null> {
  const post = postId === null ? null : await ledger.findPost(postId);
  if (post?.keepsTime === true && post.nextAt.getTime() === wish.dueAt.getTime()) return post.nextAt;
  return ledger.findFreeTime(account, { ...wish, postId, lane: 'normal' });
}

/** What was to wait for a slot is not put off by it; without slots it is wanted as soon as the limits let it. */
async function findMove(
  ports: PreviewPorts,
  { account, postId }: DraftQuestion,
  wish: Wish,
  goesOutAt: Date,
): Promise<readonly DraftWarning[]> {
  const waitsForSlot = wish.inSlot && account.settings.slots.length > 0;
  if (waitsForSlot || !isPutOff(goesOutAt, wish.dueAt)) return [];
  const why = await nameLimits(ports, account, { ...wish, postId, lane: 'normal' }, goesOutAt);
  return [warn('moved', `${account.name} ${why}: it goes out at ${goesOutAt.toISOString()}`)];
}

function embargoMessage(until: Date): string {
  return isUnreadable(until) ? EMBARGO_UNREADABLE.message : `the article is embargoed until ${until.toISOString()}`;
}

async function findSilence({ ledger }: PreviewPorts): Promise<readonly DraftWarning[]> {
  const silence = await ledger.findSilence();
  return silence === null
    ? []
    : [warn('silence', `the newsroom is silent (${silence.reason}): it is held when it comes due`)];
}

async function writtenOrRendered(
  ports: PreviewPorts,
  { parts, article, account }: DraftQuestion,
): Promise<readonly DraftPart[]> {
  if (parts !== null) {
    await demandPictures(ports, parts);
    return parts;
  }
  if (article === null) return [{ text: '', link: null, media: [] }];
  const fitting = ports.templates.matching(article.article).find((rule) => speaksOn(rule, account));
  const rule = fitting ?? ports.templates.all().find((each) => speaksOn(each, account));
  if (rule === undefined) return [{ text: article.article.title, link: article.article.url, media: [] }];
  return renderDraft(ports, article.article, rule, account).parts;
}

/** Posts of a day around it that say nearly the same, and those of the same network in the same hour. */
async function findNeighbours(
  { ledger }: PreviewPorts,
  { account, postId }: DraftQuestion,
  parts: readonly PlannedPart[],
  at: Date,
): Promise<readonly DraftWarning[]> {
  const span = { from: new Date(at.getTime() - DAY_MS), to: new Date(at.getTime() + DAY_MS) };
  const { items } = await ledger.searchPosts(
    { ...span, network: account.network, states: SAYING, sort: 'next' },
    { cursor: null, limit: 1_000 },
  );
  const others = items.filter(({ id }) => id !== postId);
  const words = firstWords(parts);
  const alike = others.filter((other) => areAlike(firstWords(other.parts), words));
  const awayMs = (post: Post): number => Math.abs(post.nextAt.getTime() - at.getTime());
  const near = others
    .filter((other) => other.account.id === account.id && awayMs(other) < HOUR_MS / 2 && !alike.includes(other))
    .sort((a, b) => awayMs(a) - awayMs(b));
  return [
    ...alike.map((post) => warn('near-duplicate', `nearly the same as a post of ${post.account.name}`, post)),
    ...near.slice(0, 1).map((nearest) => warn('same-hour', soonMessage(account, near.length), nearest)),
  ];
}

function soonMessage({ name }: Account, count: number): string {
  return `${count === 1 ? `another post of ${name}` : `${count} other posts of ${name}`} within half an hour`;
}

function firstWords(parts: readonly Pick<DraftPart, 'text' | 'link'>[]): string {
  const [first] = parts;
  if (first === undefined) return '';
  return titleWords(first.link === null ? first.text : first.text.replace(first.link, ' '));
}

function warn(code: DraftWarning['code'], message: string, post: Post | null = null): DraftWarning {
  return { code, message, post };
}
