import { z } from 'zod';

/** A refusal in any of X's shapes: a flat problem, a list of invalid parameters, the numbered errors of version 1.1, OAuth. */
export interface XProblem {
  /** Last part of the problem type's address, whichever host it names; null for `about:blank`. */
  readonly type: string | null;
  readonly reason: string | null;
  /** Of a usage cap: `Daily`, `Monthly`. */
  readonly period: string | null;
  readonly codes: readonly number[];
  /** What it says, the most specific first. */
  readonly messages: readonly string[];
}

const text = z.string().nullish().catch(null);
const single = z.object({ code: z.number().nullish().catch(null), message: text, detail: text, type: text });
const problem = z.object({
  title: text,
  detail: text,
  type: text,
  reason: text,
  period: text,
  error: text,
  error_description: text,
  errors: z
    .array(z.union([single, z.string().transform((message) => ({ message, code: null, detail: null, type: null }))]))
    .catch([])
    .default([]),
});

/** Null when the body is no refusal that X would write. */
export function readProblem(body: unknown): XProblem | null {
  const parsed = problem.safeParse(body);
  if (!parsed.success) return null;
  const { title, detail, type, reason, period, error, error_description: description, errors } = parsed.data;
  const messages = [
    ...errors.map((each) => each.message ?? each.detail),
    ...[description, detail, title, error],
  ].filter((message) => typeof message === 'string');
  if (messages.length === 0) return null;
  return {
    type: lastSegment(type) ?? lastSegment(errors[0]?.type),
    reason: reason ?? null,
    period: period ?? null,
    codes: errors.flatMap(({ code }) => code ?? []),
    messages,
  };
}

function lastSegment(type: string | null | undefined): string | null {
  if (type === null || type === undefined || type === 'about:blank') return null;
  return type.split(/[/#]/).at(-1) ?? null;
}
