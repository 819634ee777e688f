import { setTimeout as pause } from 'node:timers/promises';
import { editPost } from '../../src/application/edit-post.js';
import { KawarabanError } from '../../src/domain/errors.js';
import type { Post } from '../../src/domain/post.js';
import type { FaultName } from './faults.js';
import { isOf } from './judge.js';
import type { ChaosNewsroom } from './newsroom.js';
import type { Expected } from './scenario.js';
import type { Strike } from './strike.js';

/** A person or a source does something at the wrong moment. */
export async function strikeHuman(fault: FaultName, on: Strike): Promise<void> {
  const { newsroom, random, changeable, struck } = on;
  if (fault === 'delivered-twice') return struck(fault);
  const { ports } = newsroom;
  const wanted = random.pick(changeable);
  const position = random.below(wanted.texts.length);
  const post = await findPost(newsroom, wanted);
  if (post === null) return;
  const dueIn = (wanted.dueAt ?? post.dueAt).getTime() - ports.clock.now().getTime();
  await pause(Math.max(dueIn - 30 + random.below(90 + 200 * (wanted.texts.length - 1)), 0));
  struck(fault);
  await (fault === 'cancel-midway' ? cancel(newsroom, wanted, post) : edit(newsroom, wanted, post, position));
}

async function cancel({ ports }: ChaosNewsroom, wanted: Expected, { id }: Post): Promise<void> {
  try {
    await ports.ledger.cancelPost(id);
    wanted.cancel = 'yes';
  } catch (error) {
    if (!(error instanceof KawarabanError)) wanted.cancel = 'unclear';
  }
}

async function edit({ ports }: ChaosNewsroom, wanted: Expected, { id }: Post, position: number): Promise<void> {
  const { texts } = wanted;
  const text = `Corrected: ${texts[position] ?? ''}`;
  const edited = texts.with(position, text);
  try {
    await editPost(ports, id, { part: position + 1, text });
    wanted.texts = edited;
  } catch (error) {
    if (error instanceof KawarabanError) return;
    wanted.texts = edited;
    wanted.before = texts;
  }
}

async function findPost({ ports }: ChaosNewsroom, wanted: Expected): Promise<Post | null> {
  for (let waited = 0; waited < 5_000; waited += 20) {
    const posts = await ports.ledger.listPosts({}).catch(() => []);
    const found = posts.find(
      ({ account, parts }) => account.network === wanted.network && parts.some(({ text }) => isOf(wanted, text)),
    );
    if (found !== undefined) return found;
    await pause(20);
  }
  return null;
}
