import { useNavigate } from '@tanstack/react-router';
import { call, newKey } from '../server/call.js';
import { useAct } from '../server/use-act.js';

/** Makes drafts of an article by a template, for a person to queue, and goes to the first of them. */
export function usePostAgain() {
  const act = useAct();
  const navigate = useNavigate();
  return async (article: string, template: string, accounts: readonly string[]): Promise<void> => {
    const body = { template, accounts: [...accounts] };
    const doing = () => call('postAgain', { params: { id: article }, body, idempotencyKey: newKey() });
    const made = await act(doing, 'A draft was made: look at it and queue it');
    const [first] = made?.items ?? [];
    if (first !== undefined) await navigate({ to: '/posts/$id', params: { id: first.id } });
  };
}
