import { z } from 'zod';

/** A variable that holds JSON, such as `example`; without it, an empty object. */
export function jsonText(example: string) {
  return z
    .string()
    .default('{}')
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        // The parser's own complaint would quote the value.
        context.addIssue({ code: 'custom', message: `must be JSON such as ${example}` });
        return z.NEVER;
      }
    });
}
