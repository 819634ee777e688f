import { setTimeout as pause } from 'node:timers/promises';
import type { Ledger } from '../application/ports/ledger.js';
import { isSettled, type Post, type PostState } from '../domain/post.js';

const LOOK_EVERY_MS = 100;

const WAITS_FOR_A_PERSON: ReadonlySet<PostState> = new Set<PostState>(['draft', 'awaiting-approval']);

/** Looks at the posts until none of them goes anywhere by itself any more, or we are told to stop. */
export async function waitUntilSettled(
  ledger: Pick<Ledger, 'findPost'>,
  posts: readonly Post[],
  stopped: AbortSignal,
): Promise<readonly Post[]> {
  let now = posts;
  for (;;) {
    const looked = now.map(async (post) => (staysWhereItIs(post) ? post : ((await ledger.findPost(post.id)) ?? post)));
    now = await Promise.all(looked);
    if (stopped.aborted || now.every(staysWhereItIs)) return now;
    await pause(LOOK_EVERY_MS);
  }
}

/** On a paused account nothing is sent until a person has mended what paused it. */
function staysWhereItIs({ state, account }: Post): boolean {
  if (isSettled(state) || WAITS_FOR_A_PERSON.has(state)) return true;
  return state === 'scheduled' && account.state === 'paused';
}

export function untilStopped(stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopped.aborted) resolve();
    stopped.addEventListener('abort', () => resolve(), { once: true });
  });
}
