import { messageLength } from '../../../adapters/networks/facebook/find-problems.js';
import { weightedLength } from '../../../adapters/networks/x/weighted-length.js';
import type { Account, DraftPart, NetworkName } from '../../server/contract.js';

const MEASURES: Readonly<Record<NetworkName, (text: string) => number>> = {
  x: weightedLength,
  facebook: messageLength,
};
const LIMITS: Readonly<Record<NetworkName, number>> = { x: 280, facebook: 63_206 };

export interface Measured {
  readonly used: number;
  readonly limit: number;
  /** Where the text becomes too long; null where it fits. */
  readonly overFrom: number | null;
}

/** As the server counts, while somebody types. On X the link stands behind the text, unless it is in it. */
export function measurePart({ text, link }: DraftPart, { network, limits }: Account): Measured {
  const measure = MEASURES[network];
  const limit = limits.characters ?? LIMITS[network];
  const behind = network === 'x' && link !== null && !text.includes(link) ? `\n\n${link}` : '';
  const used = measure(text.trim() + behind);
  return { used, limit, overFrom: used > limit ? fittingLength(text, behind, limit, measure) : null };
}

/** The longest beginning that fits, by halving: lengths only grow. */
function fittingLength(text: string, behind: string, limit: number, measure: (text: string) => number): number {
  let [fits, tooLong] = [0, text.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (measure(text.slice(0, middle) + behind) <= limit) fits = middle;
    else tooLong = middle;
  }
  return fits;
}
