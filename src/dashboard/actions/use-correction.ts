import { useNavigate } from '@tanstack/react-router';
import { call, newKey } from '../server/call.js';
import { useAct } from '../server/use-act.js';

/** Makes a draft that answers a post that readers see, and opens it to be written. */
export function useCorrection() {
  const act = useAct();
  const navigate = useNavigate();
  return async (post: string): Promise<void> => {
    const doing = () => call('correctPost', { params: { id: post }, idempotencyKey: newKey() });
    const draft = await act(doing, 'A draft was made: say what is right, and queue it');
    if (draft !== null) await navigate({ to: '/compose', search: { post: draft.id } });
  };
}
