import type { NetworkName } from '../../src/domain/account.js';
import type { Post } from '../../src/domain/post.js';
import type { TimelinePost } from '../../src/simulators/simulator.js';
import type { Expected, Scenario } from './scenario.js';

export interface Verdict {
  lost: number;
  doubled: number;
  unconfirmed: number;
  /** What went wrong, for the person who mends it. */
  readonly complaints: string[];
}

/** What readers see, by network. */
export type Timelines = Readonly<Record<NetworkName, readonly TimelinePost[]>>;

export function emptyVerdict(): Verdict {
  return { lost: 0, doubled: 0, unconfirmed: 0, complaints: [] };
}

/** Compares what readers see with what should be there. The ledger only says how a post ended. */
export function judge(timelines: Timelines, { expected }: Scenario, posts: readonly Post[]): Verdict {
  const verdict = emptyVerdict();
  for (const wanted of expected) {
    const seen = timelines[wanted.network].filter(({ text }) => isOf(wanted, text));
    const planned = posts.filter(
      ({ account, parts }) => account.network === wanted.network && parts.some(({ text }) => isOf(wanted, text)),
    );
    judgePost(wanted, planned, seen, verdict);
  }
  return verdict;
}

/** What no run can explain: readers see it, and nobody wanted it. */
export function judgeStrangers(timelines: Timelines, scenarios: readonly Scenario[]): Verdict {
  const verdict = emptyVerdict();
  const expected = scenarios.flatMap((scenario) => scenario.expected);
  for (const network of ['x', 'facebook'] as const) {
    const markers = new Set(expected.filter((each) => each.network === network).map(({ marker }) => marker));
    for (const { text } of timelines[network])
      if (!text.split(' ').some((word) => markers.has(word)))
        double(verdict, 1, `${network}: nobody wanted ${JSON.stringify(text)}`);
  }
  return verdict;
}

export function isOf({ marker }: Expected, text: string): boolean {
  return text.includes(` ${marker} `);
}

function judgePost(wanted: Expected, planned: readonly Post[], seen: readonly TimelinePost[], verdict: Verdict): void {
  const [post, ...others] = planned;
  const name = `${wanted.network} ${wanted.marker}`;
  if (post === undefined) return lose(verdict, 1, `${name}: nobody planned it`);
  if (others.length > 0) lose(verdict, 1, `${name}: planned ${String(planned.length)} times`);
  judgeEnd(wanted, post, verdict);
  judgeCopies(wanted, post, seen, verdict);
  if (post.state === 'published') judgeShape(wanted, post, seen, verdict);
}

/** Every state is explained by what was done. */
function judgeEnd(wanted: Expected, post: Post, verdict: Verdict): void {
  const name = `${wanted.network} ${wanted.marker}`;
  if (post.state === 'unconfirmed') verdict.unconfirmed += 1;
  else if (post.state === 'cancelled') {
    if (wanted.cancel === 'no') lose(verdict, 1, `${name}: cancelled by nobody (${post.reason ?? ''})`);
  } else if (post.state !== 'published') lose(verdict, 1, `${name}: ended ${post.state} (${post.reason ?? ''})`);
  else if (wanted.cancel === 'yes') double(verdict, 1, `${name}: went out although it was cancelled`);
}

/** Each part that should be there is there once, and nothing else. */
function judgeCopies(wanted: Expected, post: Post, seen: readonly TimelinePost[], verdict: Verdict): void {
  const name = `${wanted.network} ${wanted.marker}`;
  const due = wanted.texts.map((_, position) => isDue(post, position));
  for (const [position, text] of wanted.texts.entries()) {
    const copies = seen.filter((each) => says(wanted, position, each)).length;
    const where = `part ${String(position + 1)} ${JSON.stringify(text)}`;
    if (copies === 0 && due[position] === true) lose(verdict, 1, `${name}: readers do not see ${where}`);
    if (copies > 1) double(verdict, copies - 1, `${name}: readers see ${where} ${String(copies)} times`);
    if (copies > 0 && due[position] === false && post.state === 'cancelled')
      double(verdict, 1, `${name}: cancelled, and readers see ${where}`);
  }
  for (const extra of seen.filter((each) => !wanted.texts.some((_, position) => says(wanted, position, each))))
    double(verdict, 1, `${name}: nobody should see ${JSON.stringify(extra.text)} (the post is ${post.state})`);
}

/** Of a cancelled thread readers see what had gone out. */
function isDue({ state, parts }: Post, position: number): boolean {
  return state === 'published' || (state === 'cancelled' && (parts[position]?.remoteId ?? null) !== null);
}

function says({ texts, before }: Expected, position: number, { text }: TimelinePost): boolean {
  return text === texts[position] || (before !== null && text === before[position]);
}

/** Order, time, pictures and link are as they should be, and the ledger knows each part by its id. */
function judgeShape(wanted: Expected, post: Post, seen: readonly TimelinePost[], verdict: Verdict): void {
  const shown = wanted.texts.map((_, position) => seen.find((each) => says(wanted, position, each)) ?? null);
  for (const [position, part] of shown.entries()) {
    if (part === null) continue;
    judgePlace(wanted, position, part, shown[position - 1] ?? null, verdict);
    judgePictures(wanted, position, part, verdict);
    const name = `${wanted.network} ${wanted.marker}: part ${String(position + 1)}`;
    if (part.id !== post.parts[position]?.remoteId) lose(verdict, 1, `${name} has another id in the ledger`);
    if (new Date(part.createdAt) < (wanted.dueAt ?? post.dueAt)) lose(verdict, 1, `${name} was early`);
  }
}

function judgePlace(
  { network, marker, link }: Expected,
  position: number,
  part: TimelinePost,
  before: TimelinePost | null,
  verdict: Verdict,
): void {
  const parent = network === 'x' ? (before?.id ?? null) : null;
  const name = `${network} ${marker}: part ${String(position + 1)}`;
  if (part.inReplyTo !== parent) lose(verdict, 1, `${name} hangs below another post`);
  if (position === 0 && link !== null && part.link !== link) lose(verdict, 1, `${name} links to ${String(part.link)}`);
}

function judgePictures(wanted: Expected, position: number, { media }: TimelinePost, verdict: Verdict): void {
  const alts = position === 0 ? wanted.alts : [];
  const seen = media.map(({ alt }) => alt);
  if (seen.join('\n') !== alts.join('\n'))
    lose(verdict, 1, `${wanted.network} ${wanted.marker}: part ${String(position + 1)} shows ${JSON.stringify(seen)}`);
}

export function lose(verdict: Verdict, count: number, why: string): void {
  verdict.lost += count;
  verdict.complaints.push(why);
}

function double(verdict: Verdict, count: number, why: string): void {
  verdict.doubled += count;
  verdict.complaints.push(why);
}
