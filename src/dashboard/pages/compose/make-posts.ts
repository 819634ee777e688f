import { call, newKey } from '../../server/call.js';
import type { Compose, Post } from '../../server/contract.js';
import { Refused } from '../../server/refused.js';
import type { Tried } from './compose-draft.js';
import { firstToSee } from './first-to-see.js';

type Made =
  | { readonly kind: 'made'; readonly post: Post | undefined }
  /** An answer was lost: what was sent then is made, and this is not. */
  | { readonly kind: 'made-before'; readonly post: Post | null; readonly as: Compose['as'] };

/** Adds what is sent now: under the key of what was not answered, so that only one of them is made. */
export function withTry(tried: Tried | null, body: Compose): Tried {
  const { key, bodies } = tried ?? { key: newKey(), bodies: [] };
  return { key, bodies: [...bodies, body] };
}

/** A post for each account of what was tried last, unless something that was tried before it is made already. */
export async function makePosts({ key, bodies }: Tried): Promise<Made> {
  const body = bodies.at(-1);
  try {
    const { items } = await call('composePosts', { ...(body === undefined ? {} : { body }), idempotencyKey: key });
    return { kind: 'made', post: firstToSee(items) };
  } catch (error) {
    if (!isKeyTaken(error)) throw error;
    return { kind: 'made-before', ...(await findMade({ key, bodies: bodies.slice(0, -1) })) };
  }
}

/** Under a key that is taken nothing new is made: the service answers the same request with what it made of it. */
async function findMade({ key, bodies }: Tried): Promise<Pick<Extract<Made, { kind: 'made-before' }>, 'post' | 'as'>> {
  for (const body of bodies) {
    try {
      const { items } = await call('composePosts', { body, idempotencyKey: key });
      return { post: items[0] ?? null, as: body.as };
    } catch (error) {
      if (!isKeyTaken(error)) throw error;
    }
  }
  return { post: null, as: 'queue' };
}

/** Whether the service itself said no: then nothing was made. */
export function isAnswered(error: unknown): boolean {
  return error instanceof Refused && error.body !== null && error.status < 500;
}

function isKeyTaken(error: unknown): boolean {
  return error instanceof Refused && error.body?.code === 'KWB_KEY_REUSED';
}
