import { setTimeout as pause } from 'node:timers/promises';
import type { NetworkName } from '../../src/domain/account.js';
import type { Fault } from '../../src/simulators/faults.js';
import type { FaultName } from './faults.js';
import { DRILL_TIMING, type ChaosNewsroom } from './newsroom.js';
import type { Strike } from './strike.js';

const DISARM_MS = 1_000;

/** A network answers wrongly, late or not at all, about one part. */
export async function strikeNetwork(fault: FaultName, on: Strike): Promise<void> {
  const { newsroom, random, target, struck } = on;
  const { network } = target;
  newsroom.onFaultStruck = () => {
    struck(fault);
    // A worker that died later on could take the second try of the same part with it.
    on.await(pause(DISARM_MS).then(() => disarm(newsroom)));
  };
  const text = target.texts.at(random.below(target.texts.length)) ?? '';
  const operation = random.pick(operationsOf(newsroom, network));
  const add = (what: Fault, times = 1): Promise<void> =>
    addFault(newsroom, network, operation, operation === 'publish-visible' ? null : text, what, times);
  if (fault === 'slow-visibility') {
    const settings = network === 'x' ? { visibleAfterMs: 700 } : { listLagMs: 700, readLagMs: 400 };
    await newsroom.control(network, 'POST', 'settings', settings);
    await add({ kind: 'drop', applied: true });
  } else if (fault === '503-html') {
    await add(ERRORS[network].html);
    for (const read of ['timeline', 'read', 'list'])
      await addFault(newsroom, network, read, null, ERRORS[network].html, 2);
  } else if (fault === '429-storm') {
    await add(ERRORS[network].throttled, 3);
  } else {
    await add(faultOf(fault, network));
  }
}

function disarm({ crew }: ChaosNewsroom): null {
  crew.tellAll({ order: 'disarm' });
  return null;
}

/** The faults that are one wrong answer. */
type AnswerFault =
  | 'drop-before'
  | 'drop-after'
  | 'applied-late'
  | 'hang'
  | 'trickle'
  | 'truncated'
  | 'empty'
  | '500-published'
  | 'expired-token';

function faultOf(fault: FaultName, network: NetworkName): Fault {
  switch (fault as AnswerFault) {
    case 'drop-before':
      return { kind: 'drop', applied: false };
    case 'drop-after':
      return { kind: 'drop', applied: true };
    case 'applied-late':
      return { kind: 'hang', applyAfterMs: DRILL_TIMING.callMs + 500 };
    case 'hang':
      return { kind: 'hang', applyAfterMs: null };
    case 'trickle':
      return { kind: 'trickle', everyMs: 400 };
    case 'truncated':
      return { kind: 'truncate' };
    case 'empty':
      return { kind: 'empty' };
    case '500-published':
      return { ...ERRORS[network].broken, applied: true };
    case 'expired-token':
      return ERRORS[network].unauthorized;
  }
}

const error = (key: string): Extract<Fault, { kind: 'error' }> => ({ kind: 'error', key, applied: false });
const ERRORS = {
  x: {
    html: error('service-unavailable-html'),
    throttled: error('rate-limited'),
    broken: error('internal-error'),
    unauthorized: error('unauthorized'),
  },
  facebook: {
    html: error('html-502'),
    throttled: error('app-limit'),
    broken: error('unexpected-retry-later'),
    unauthorized: error('token-expired'),
  },
} as const;

export function operationsOf({ options }: ChaosNewsroom, network: NetworkName): readonly string[] {
  return network === 'facebook' && options.twoPhase ? ['create-unpublished', 'publish-visible'] : ['publish'];
}

export async function addFault(
  newsroom: ChaosNewsroom,
  network: NetworkName,
  operation: string,
  text: string | null,
  fault: Fault,
  times = 1,
): Promise<void> {
  const match = text === null ? {} : { match: text.split('\n')[0] };
  await newsroom.control(network, 'POST', 'faults', { operation, fault, times, ...match });
}
