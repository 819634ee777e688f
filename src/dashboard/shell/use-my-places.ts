import { isAtLeast } from '../server/contract.js';
import { useMe } from '../server/use-me.js';
import type { Place } from './places.js';

/** Those of the places where the person has something to do. */
export function useMyPlaces(places: readonly Place[]): readonly Place[] {
  const me = useMe();
  return places.filter(({ role }) => isAtLeast(me.role, role));
}
