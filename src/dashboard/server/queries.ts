import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import type { AnswerOf } from '../../api/contract/route.js';
import type { RouteName, Routes } from '../../api/contract/routes.js';
import { call, type Given } from './call.js';
import { isSignedOut, Refused } from './refused.js';

/** The same address is asked once, and again when something changes (`useLiveChanges`). */
export function reading<Name extends RouteName>(name: Name, given: Omit<Given<Name>, 'signal'> = {}) {
  return queryOptions<AnswerOf<Routes[Name]>>({
    queryKey: [name, given],
    queryFn: ({ signal }) => call(name, { ...given, signal }),
  });
}

/** `onSignedOut`: the session of somebody who was signed in has ended. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const queryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryKey: [name] }) => {
        // Who is not signed in asks who they are on their way to the door.
        if (!isSignedOut(error) || name === 'whoAmI') return;
        queryClient.removeQueries({ queryKey: ['whoAmI'] });
        onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // What the service refuses it refuses again; what did not arrive is asked twice more.
        retry: (failures, error) => !(error instanceof Refused) && failures < 2,
      },
    },
  });
  return queryClient;
}
