import { useSuspenseQuery } from '@tanstack/react-query';
import { isAtLeast, type Me, type Role } from './contract.js';
import { reading } from './queries.js';

export const meQuery = { ...reading('whoAmI'), staleTime: 60_000 };

/** Who is signed in; pages behind the sign-in alone ask. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether a person with this role may do it; the service decides in any case. */
export function useMay(role: Role): boolean {
  return isAtLeast(useMe().role, role);
}
