import { call } from '../server/call.js';
import type { Post, PostAction, When } from '../server/contract.js';
import { useAct } from '../server/use-act.js';
import { serviceNow } from '../time/clock.js';
import { whatComes } from './what-comes.js';
import { NETWORK_TITLES } from '../parts/account-name.js';

/** What a person does to one post, as it was seen; each says what came of it. */
export function usePostAction(post: Post) {
  const act = useAct(`post ${post.id}`);
  const seen = { params: { id: post.id }, seen: post } as const;
  const network = NETWORK_TITLES[post.account.network];
  return {
    approve: () => act(() => call('approvePost', seen), 'Approved'),
    giveBack: (note: string) => act(() => call('returnPost', { ...seen, body: { note } }), 'Given back with your note'),
    release: () =>
      act(
        () => call('releasePost', seen),
        (after) => whatComes(after, serviceNow()),
      ),
    hold: (reason: string) =>
      act(() => call('holdPost', { ...seen, body: { reason } }), 'Held until somebody lets it go'),
    move: (when: When) => act(() => call('movePost', { ...seen, body: { when } }), 'Moved'),
    sendNow: () =>
      act(
        () => call('movePost', { ...seen, body: { when: { kind: 'now' } } }),
        (after) => whatComes(after, serviceNow()),
      ),
    cancel: () => act(() => call('cancelPost', seen), 'Cancelled'),
    confirm: (url: string) => act(() => call('confirmPost', { ...seen, body: { url } }), 'Noted: it is there'),
    resend: () => act(() => call('resendPost', seen), 'It is sent once more'),
    retract: () => act(() => call('retractPost', seen), `Deleted on ${network}`),
  } as const;
}

export function may({ actions }: Post, action: PostAction): boolean {
  return actions.includes(action);
}
