import { z } from 'zod';

/**
 * What goes wrong with an answer. `applied` says whether the network did the work all the same, which the client
 * cannot see. Set by `POST /simulator/faults` with one rule or a list of rules.
 */
const fault = z.discriminatedUnion('kind', [
  /** An answer of the catalogue (`GET /simulator/errors` lists the keys). `applied`: 500-but-published. */
  z.strictObject({ kind: z.literal('error'), key: z.string(), applied: z.boolean().default(false) }),
  /** The connection is cut without an answer. */
  z.strictObject({ kind: z.literal('drop'), applied: z.boolean() }),
  /** No answer, ever; the connection stays open. `applyAfterMs`: done that much later, when the client may have given up. */
  z.strictObject({ kind: z.literal('hang'), applyAfterMs: z.number().int().min(0).nullable().default(null) }),
  /** The right answer, a byte at a time. */
  z.strictObject({ kind: z.literal('trickle'), everyMs: z.number().int().min(1).default(200) }),
  /** The right answer, cut in the middle; the length promised is the whole. */
  z.strictObject({ kind: z.literal('truncate') }),
  /** The right status without a body. */
  z.strictObject({ kind: z.literal('empty') }),
  /** The right status with `{"data":{}}`-like JSON that lacks the id. */
  z.strictObject({ kind: z.literal('without-id') }),
  /** 302 to another page; nothing is done. */
  z.strictObject({ kind: z.literal('redirect') }),
  /** The right answer, that much later. */
  z.strictObject({ kind: z.literal('delay'), ms: z.number().int().min(0) }),
  /** The right answer under another content type, or packed although nobody asked for it. */
  z.strictObject({
    kind: z.literal('disguise'),
    contentType: z.string().nullable().default(null),
    encoding: z.enum(['gzip', 'br', 'corrupt-gzip']).nullable().default(null),
  }),
]);
export type Fault = z.infer<typeof fault>;

const faultRule = z.strictObject({
  /** The operation it strikes, as the simulator names them: `publish`, `upload`, `read`, `retract`, …; `any` = every one. */
  operation: z.string().default('any'),
  fault,
  /** How many requests it strikes. */
  times: z.number().int().min(1).default(1),
  /** How many requests of the operation pass before it strikes. */
  skip: z.number().int().min(0).default(0),
  /** Strikes only requests whose body holds it, as text or as a value of JSON. */
  match: z.string().min(1).optional(),
});
export type FaultRule = z.infer<typeof faultRule>;
export const faultRules = z.union([faultRule.transform((rule) => [rule]), z.array(faultRule)]);

/** The faults still to come; each request takes the first that strikes it. */
export class FaultPlan {
  #rules: FaultRule[] = [];

  add(rules: readonly FaultRule[]): void {
    this.#rules.push(...rules.map((rule) => ({ ...rule })));
  }

  clear(): void {
    this.#rules = [];
  }

  take(operation: string, body: Buffer): Fault | null {
    for (const rule of this.#rules) {
      if (rule.operation !== 'any' && rule.operation !== operation) continue;
      if (rule.match !== undefined && !holds(body, rule.match)) continue;
      if (rule.skip > 0) {
        rule.skip -= 1;
        continue;
      }
      rule.times -= 1;
      this.#rules = this.#rules.filter((each) => each.times > 0);
      return rule.fault;
    }
    return null;
  }
}

function holds(body: Buffer, wanted: string): boolean {
  const text = body.toString('utf8');
  if (text.includes(wanted)) return true;
  let isThere = false;
  try {
    JSON.parse(text, (_, value: unknown) => {
      isThere ||= typeof value === 'string' && value.includes(wanted);
      return value;
    });
  } catch {
    return false;
  }
  return isThere;
}
