import type { NetworkAnswer } from '../../../domain/publish-outcome.js';
import { readProblem } from './read-problem.js';
import type { XAnswer } from './x-client.js';

const LONGEST_MESSAGE = 500;

/** X's answer in a line, for the history and for people. */
export function networkAnswer(answer: XAnswer): NetworkAnswer {
  if (answer.kind !== 'answered') {
    const message = answer.kind === 'unreachable' ? 'X cannot be reached' : 'X gave no answer';
    return { status: null, code: answer.code, message };
  }
  const { status, body } = answer;
  const problem = readProblem(body);
  if (problem === null) return { status, code: null, message: cut(describeBody(status, body)) };
  const code = problem.type ?? problem.codes[0]?.toString() ?? problem.reason;
  return { status, code, message: cut(problem.messages[0] ?? '') };
}

/** X's answer under a code that stays the same whatever its wording, with our own words ahead of X's where given. */
export function namedAnswer(answer: XAnswer, code: string, words?: string): NetworkAnswer {
  const { status, message } = networkAnswer(answer);
  return { status, code, message: cut(words === undefined ? message : `${words}: ${message}`) };
}

/** What we say about X when X said nothing of use. */
export function ownAnswer(code: string, message: string): NetworkAnswer {
  return { status: null, code, message: cut(message) };
}

function describeBody(status: number, body: unknown): string {
  const text =
    typeof body === 'string'
      ? body
          .replace(/<[^>]{0,200}>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim()
      : '';
  return text === '' ? `X answered ${status} without a word that makes sense` : `X answered ${status}: ${text}`;
}

function cut(message: string): string {
  return message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, LONGEST_MESSAGE - 1)}…`;
}
