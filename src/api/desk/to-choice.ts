import type { TimeChoice } from '../../application/compose-posts.js';
import { isWallTime, readWallTime } from '../../application/parse-time.js';
import { KawarabanError } from '../../domain/errors.js';
import type { WallTime } from '../../domain/wall-time.js';
import type { When } from '../contract/post-routes.js';
import { Refusal } from './refusal.js';

/** When a person wants it; what they say of the wall must be there, and be the same time. */
export function toChoice(when: When): TimeChoice {
  if (when.kind !== 'at') return when;
  const at = new Date(when.at);
  if (when.wallTime !== null) checkWallTime(when.wallTime, at);
  return { kind: 'at', at, wallTime: when.wallTime };
}

// Here and not in the contract, which is the browser's too: the rules of all zones would come along.
function checkWallTime(wallTime: WallTime, at: Date): void {
  const resolved = read(wallTime);
  if (isWallTime(wallTime, at)) return;
  throw refusal(
    `${wallTime.at} in ${wallTime.zone} is ${resolved.toISOString()}, and \`at\` is ${at.toISOString()}: say the same time in both, or leave wallTime out`,
  );
}

function read(wallTime: WallTime): Date {
  try {
    return readWallTime(wallTime);
  } catch (error) {
    throw error instanceof KawarabanError ? refusal(error.message) : error;
  }
}

function refusal(message: string): Refusal {
  const fields = [{ field: 'when.wallTime', message }];
  return new Refusal('KWB_INPUT_INVALID', `the time is not right (when.wallTime: ${message})`, { fields });
}
