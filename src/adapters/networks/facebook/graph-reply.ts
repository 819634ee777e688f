import { z } from 'zod';
import type { NetworkAnswer } from '../../../domain/publish-outcome.js';
import { nameFailure } from '../../http/name-failure.js';

/** What came back from one call, read once: the classifier and the history work from it. */
export type GraphReply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** Null when the body was no JSON. */
      readonly json: unknown;
      readonly error: GraphError | null;
      readonly answer: NetworkAnswer;
    }
  /** No whole answer came. `written`: bytes of the request may have left. */
  | { readonly kind: 'unanswered'; readonly written: boolean; readonly answer: NetworkAnswer };

export type GraphError = z.infer<typeof graphError>;

/** Only the code is dependable. Source: https://developers.facebook.com/docs/graph-api/guides/error-handling */
const graphError = z.object({
  code: z.number().int(),
  message: z.string().catch(''),
  type: z.string().nullable().catch(null),
  error_subcode: z.number().int().nullable().catch(null),
  is_transient: z.boolean().nullable().catch(null),
  error_user_msg: z.string().catch(''),
  fbtrace_id: z.string().nullable().catch(null),
});
const errorEnvelope = z.object({ error: graphError });

const LONGEST_MESSAGE = 500;

export function readReply(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
  secrets: readonly string[],
): GraphReply {
  const json = parseJson(body);
  const envelope = errorEnvelope.safeParse(json);
  const error = envelope.success ? envelope.data.error : null;
  const message = error === null ? body.replace(/\s+/g, ' ').trim() : describeError(error);
  const code = error === null ? null : codeOf(error);
  return { kind: 'answered', status, headers, json, error, answer: answerOf(status, code, message, secrets) };
}

export function unanswered(written: boolean, error: unknown, secrets: readonly string[]): GraphReply {
  const cause = error instanceof Error ? error : new Error(String(error));
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  const words = `${written ? 'Facebook gave no answer' : 'Facebook cannot be reached'}: ${nameFailure(cause)}`;
  return { kind: 'unanswered', written, answer: answerOf(null, code, words, secrets) };
}

/** `190/460`: the code and, where there is one, the subcode. */
export function codeOf({ code, error_subcode: subcode }: GraphError): string {
  return subcode === null ? String(code) : `${code}/${subcode}`;
}

export function hasErrorKey(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'error' in json;
}

/** Meta's support asks for the trace id. */
function describeError(error: GraphError): string {
  const texts = [error.message.replace(/\s+/g, ' ').trim(), error.error_user_msg.trim()].filter((text) => text !== '');
  const text = texts.join(' ').slice(0, LONGEST_MESSAGE - 60);
  return error.fbtrace_id === null ? text : `${text} (fbtrace_id ${error.fbtrace_id})`;
}

function answerOf(
  status: number | null,
  code: string | null,
  message: string,
  secrets: readonly string[],
): NetworkAnswer {
  let clean = message;
  for (const secret of secrets) {
    if (secret !== '') clean = clean.replaceAll(secret, '[secret]').replaceAll(encodeURIComponent(secret), '[secret]');
  }
  return { status, code, message: clean.slice(0, LONGEST_MESSAGE) };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
}
