import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

const FORMATS: Readonly<Record<string, string>> = {
  url: 'an address such as https://example.com/page',
  datetime: 'a time such as 2026-11-25T18:30:00Z or 2026-11-25T18:30:00+09:00',
};

/** What is not right, as a person would say it behind the name of the field; a schema's own words come before these. */
export function plainIssue(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'too_big':
      return `at most ${String(issue.maximum)}${unitOf(issue.origin)}`;
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'must not be empty';
      return `at least ${String(issue.minimum)}${unitOf(issue.origin)}`;
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined ? 'is missing' : `one of: ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return oneOf(issue.options);
    case 'invalid_format':
      return FORMATS[issue.format];
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return undefined;
  }
}

function unitOf(origin: string): string {
  return origin === 'string' ? ' characters' : '';
}

function oneOf(options: unknown): string | undefined {
  return Array.isArray(options) ? `one of: ${options.map(String).join(', ')}` : undefined;
}
