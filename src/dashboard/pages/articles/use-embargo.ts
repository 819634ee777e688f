import { call } from '../../server/call.js';
import { useAct } from '../../server/use-act.js';

/** What two people do about the embargo that is shown. */
export function useEmbargo(articleId: string, until: string) {
  const act = useAct();
  const params = { id: articleId };
  return {
    ask: (reason: string) =>
      act(
        () => call('liftEmbargo', { params, body: { act: 'ask', until, reason } }),
        'Asked: it waits for a second person',
      ),
    lift: (askedAt: string) =>
      act(() => call('liftEmbargo', { params, body: { act: 'lift', until, askedAt } }), 'The embargo is lifted'),
    withdraw: () => act(() => call('withdrawEmbargoAsk', { params }), 'The request is taken back'),
  } as const;
}
