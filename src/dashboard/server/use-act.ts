import { useQueryClient } from '@tanstack/react-query';
import { say } from '../corner/say.js';
import { complaintOf, isChangedMeanwhile } from './refused.js';

/** What one person did to a thing, said in the corner; and how it was not done, where it was refused. */
export type Act = <Answer>(doing: () => Promise<Answer>, done: Done<Answer>) => Promise<Answer | null>;
/** What came of it, also as the answer tells. */
type Done<Answer> = string | ((answer: Answer) => string);

/** Does it, says what came of it, and reads anew what is shown. Null when it was refused. */
export function useAct(): Act {
  const queryClient = useQueryClient();
  return async (doing, done) => {
    try {
      const answer = await doing();
      void say({ kind: 'done', message: typeof done === 'string' ? done : done(answer) });
      return answer;
    } catch (error) {
      void say({ kind: 'refused', title: titleOf(error), message: complaintOf(error) });
      return null;
    } finally {
      await queryClient.invalidateQueries();
    }
  };
}

function titleOf(error: unknown): string {
  return isChangedMeanwhile(error) ? 'Somebody changed it a moment ago: look again' : 'This was not done';
}
