import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Picture } from '../../../application/ports/pictures.js';
import type { PrepareFailure } from '../../../domain/publish-outcome.js';
import { classifyRefusal, readId, soon, type Moment } from './classify-answer.js';
import { networkAnswer } from './network-answer.js';
import type { XAnswer, XClient } from './x-client.js';

const CHUNK_BYTES = 1024 * 1024;
const LONGEST_ALT = 1000;
/** How long X keeps an upload that nobody posts, where it does not say: https://docs.x.com/x-api/media/quickstart/media-upload-chunked */
const DEFAULT_LIFETIME_SECONDS = 24 * 60 * 60;

export type UploadResult =
  | { readonly kind: 'uploaded'; readonly id: string; readonly usableUntil: Date }
  | { readonly kind: 'failed'; readonly outcome: PrepareFailure };

/** Initialize, append, finalize, wait for processing, alternative text. Readers see none of it, so all of it may be repeated. */
export async function uploadPicture(
  client: XClient,
  { bytes, type }: Picture,
  alt: string,
  moment: Moment,
): Promise<UploadResult> {
  const media_category = type === 'image/gif' ? 'tweet_gif' : 'tweet_image';
  const initialized = await client.post('media/upload/initialize', {
    media_type: type,
    total_bytes: bytes.length,
    media_category,
  });
  const id = readId(initialized);
  if (id === null) return failed(initialized, moment);
  const path = `media/upload/${encodeURIComponent(id)}`;
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    const media = Buffer.from(bytes.subarray(start, start + CHUNK_BYTES));
    const appended = await client.postForm(`${path}/append`, { segment_index: start / CHUNK_BYTES, media });
    if (!isSuccess(appended)) return failed(appended, moment);
  }
  const finalized = await awaitProcessing(client, id, await client.post(`${path}/finalize`, {}));
  if (!isSuccess(finalized) || stateOf(finalized) === 'failed') return failed(finalized, moment);
  if (alt !== '') {
    const metadata = { alt_text: { text: cutToAlt(alt) } };
    const described = await client.post('media/metadata', { id, metadata });
    if (!isSuccess(described)) return failed(described, moment);
  }
  const seconds = lifetimeOf(finalized) ?? lifetimeOf(initialized) ?? DEFAULT_LIFETIME_SECONDS;
  return { kind: 'uploaded', id, usableUntil: new Date(moment.now.getTime() + seconds * 1000) };
}

/** A refusal to prepare: what is unknown may simply be done again, since no reader sees an upload. */
function failed(answer: XAnswer, moment: Moment): UploadResult {
  const cause = networkAnswer(answer);
  const isTooLarge = answer.kind === 'answered' && answer.status === 413;
  if (isTooLarge || stateOf(answer) === 'failed')
    return {
      kind: 'failed',
      outcome: {
        kind: 'rejected',
        scope: 'content',
        answer: { ...cause, message: `X refuses the picture: ${cause.message}` },
      },
    };
  const outcome = classifyRefusal(answer, moment);
  if (outcome.kind === 'unknown' || outcome.kind === 'duplicate')
    return {
      kind: 'failed',
      outcome: { kind: 'deferred', retryAt: soon(moment), answer: cause },
    };
  return { kind: 'failed', outcome };
}

const media = z.object({
  data: z.object({
    expires_after_secs: z.number().positive().optional(),
    processing_info: z.object({ state: z.string(), check_after_secs: z.number().positive().default(1) }).optional(),
  }),
});

function readMedia(answer: XAnswer): z.infer<typeof media>['data'] | null {
  return answer.kind === 'answered' ? (media.safeParse(answer.body).data?.data ?? null) : null;
}

function lifetimeOf(answer: XAnswer): number | undefined {
  return readMedia(answer)?.expires_after_secs;
}

function stateOf(answer: XAnswer): string | null {
  return readMedia(answer)?.processing_info?.state ?? null;
}

/** Animations are processed for a while. The signal of the attempt bounds the wait. */
async function awaitProcessing(client: XClient, id: string, finalized: XAnswer): Promise<XAnswer> {
  let answer = finalized;
  for (;;) {
    const info = readMedia(answer)?.processing_info;
    if (info === undefined || info.state === 'succeeded' || info.state === 'failed') return answer;
    const isOver = await wait(info.check_after_secs * 1000, false, { signal: client.signal }).catch(() => true);
    if (isOver) return { kind: 'lost', code: 'still-processing' };
    answer = await client.get('media/upload', { command: 'STATUS', media_id: id });
  }
}

function isSuccess(answer: XAnswer): boolean {
  return answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
}

function cutToAlt(alt: string): string {
  return alt.length <= LONGEST_ALT ? alt : `${alt.slice(0, LONGEST_ALT - 1)}…`;
}
