import type { Post } from '../../src/domain/post.js';
import type { TimelinePost } from '../../src/simulators/simulator.js';
import type { ChaosNewsroom } from './newsroom.js';
import type { Expected, Scenario } from './scenario.js';

export interface Verdict {
  lost: number;
  doubled: number;
  unconfirmed: number;
  /** What went wrong, for the person who mends it. */
  readonly complaints: string[];
}

/** Compares what readers see with what should be there. The ledger only says how a post ended. */
export async function judge(newsroom: ChaosNewsroom, scenario: Scenario, posts: readonly Post[]): Promise<Verdict> {
  const verdict: Verdict = { lost: 0, doubled: 0, unconfirmed: 0, complaints: [] };
  for (const wanted of scenario.expected) {
    const { posts: visible } = await newsroom.timeline(wanted.network);
    const seen = visible.filter(({ text }) => text.includes(` ${wanted.marker} `));
    const planned = posts.filter(
      ({ account, parts }) =>
        account.network === wanted.network && parts.some(({ text }) => text.includes(` ${wanted.marker} `)),
    );
    judgePost(wanted, planned, seen, verdict);
  }
  return verdict;
}

function judgePost(wanted: Expected, planned: readonly Post[], seen: readonly TimelinePost[], verdict: Verdict): void {
  const [post, ...others] = planned;
  const name = `${wanted.network} ${wanted.marker}`;
  if (post === undefined) return lose(verdict, 1, `${name}: nobody planned it`);
  if (others.length > 0) lose(verdict, 1, `${name}: planned ${String(planned.length)} times`);
  judgeCopies(wanted, post, seen, verdict);
  if (post.state === 'unconfirmed') verdict.unconfirmed += 1;
  else if (post.state !== 'published' && post.state !== 'cancelled')
    lose(verdict, 1, `${name}: ended ${post.state} (${post.reason ?? ''})`);
  if (post.state === 'published') judgeShape(wanted, post, seen, verdict);
}

function judgeCopies(wanted: Expected, post: Post, seen: readonly TimelinePost[], verdict: Verdict): void {
  const name = `${wanted.network} ${wanted.marker}`;
  const texts = post.state === 'cancelled' ? sentBefore(post, wanted) : wanted.texts;
  const isOpen = post.state === 'unconfirmed';
  for (const text of texts) {
    const copies = seen.filter((each) => each.text === text).length;
    if (copies === 0 && !isOpen) lose(verdict, 1, `${name}: readers do not see ${JSON.stringify(text)}`);
    if (copies > 1) double(verdict, copies - 1, `${name}: readers see ${JSON.stringify(text)} ${String(copies)} times`);
  }
  for (const extra of seen.filter(({ text }) => !texts.includes(text)))
    double(verdict, 1, `${name}: nobody should see ${JSON.stringify(extra.text)} (the post is ${post.state})`);
}

/** A thread that was stopped in the middle shows what had gone out. */
function sentBefore({ parts }: Post, wanted: Expected): readonly string[] {
  return wanted.texts.filter((_, position) => (parts[position]?.remoteId ?? null) !== null);
}

function judgeShape(wanted: Expected, post: Post, seen: readonly TimelinePost[], verdict: Verdict): void {
  const shown = wanted.texts.map((text) => seen.find((each) => each.text === text));
  const name = `${wanted.network} ${wanted.marker}`;
  for (const [position, part] of shown.entries()) if (part !== undefined) judgePlace(position, part);
  const [first] = shown;
  if (first !== undefined) judgeFirst(wanted, post, first, verdict);

  function judgePlace(position: number, part: TimelinePost): void {
    const parent = wanted.network === 'x' && position > 0 ? (shown[position - 1]?.id ?? null) : null;
    if (part.inReplyTo !== parent) lose(verdict, 1, `${name}: part ${String(position + 1)} hangs below another post`);
    if (part.id !== post.parts[position]?.remoteId)
      lose(verdict, 1, `${name}: the ledger knows part ${String(position + 1)} by another id`);
  }
}

function judgeFirst(wanted: Expected, post: Post, first: TimelinePost, verdict: Verdict): void {
  const name = `${wanted.network} ${wanted.marker}`;
  const alts = first.media.map(({ alt }) => alt);
  if (alts.join() !== wanted.alts.join()) lose(verdict, 1, `${name}: pictures are ${JSON.stringify(alts)}`);
  if (wanted.link !== null && first.link !== wanted.link) lose(verdict, 1, `${name}: links to ${String(first.link)}`);
  if (new Date(first.createdAt) < post.dueAt) lose(verdict, 1, `${name}: was early`);
}

function lose(verdict: Verdict, count: number, why: string): void {
  verdict.lost += count;
  verdict.complaints.push(why);
}

function double(verdict: Verdict, count: number, why: string): void {
  verdict.doubled += count;
  verdict.complaints.push(why);
}
