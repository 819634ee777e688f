import { useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { say, type Said } from '../corner/say.js';
import { complaintOf, isChangedMeanwhile } from './refused.js';
import { doAlone } from './under-way.js';

/** What one person did to a thing, said in the corner; and how it was not done, where it was refused. */
export type Act = <Answer>(doing: () => Promise<Answer>, done: Done<Answer>) => Promise<Answer | null>;
/** What came of it, also as the answer tells. */
type Done<Answer> = string | ((answer: Answer) => string | Said);

/**
 * Does it, says what came of it, and reads anew what is shown. Null when it was refused, and at once while another act
 * of the same thing is under way: until it is read anew, too, nobody has seen what came of that.
 */
export function useAct(thing?: string): Act {
  const queryClient = useQueryClient();
  const own = useId();
  return (doing, done) =>
    doAlone(thing ?? own, async () => {
      try {
        const answer = await doing();
        void say(saidOf(typeof done === 'string' ? done : done(answer)));
        return answer;
      } catch (error) {
        void say({ kind: 'refused', title: titleOf(error), message: complaintOf(error) });
        return null;
      } finally {
        await queryClient.invalidateQueries();
      }
    });
}

function saidOf(said: string | Said): Said {
  return typeof said === 'string' ? { kind: 'done', message: said } : said;
}

function titleOf(error: unknown): string {
  return isChangedMeanwhile(error) ? 'Somebody changed it a moment ago: look again' : 'This was not done';
}
