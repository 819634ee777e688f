import type { Timing } from '../../../domain/timing.js';
import type { GraphCall } from './call-graph.js';
import type { GraphReply } from './graph-reply.js';
import { timeLimit } from '../../../application/time-limit.js';

/** One Page and what every call to it needs. */
export interface PageAccess {
  readonly pageId: string;
  readonly timing: Timing;
  now(): Date;
  call(call: GraphCall, signal: AbortSignal): Promise<GraphReply>;
}

const SIDE_CALL_MS = 5_000;

/** For a call beside the one that counts: it is worth a short wait. */
export function briefly(signal: AbortSignal): AbortSignal {
  return timeLimit(SIDE_CALL_MS, signal);
}
