import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';

import { parseDuration, parseWhen } from '../../application/parse-time.js';
import type { NetworkName } from '../../domain/account.js';
import { CORRECTED_BY } from '../../domain/correction.js';
import { KawarabanError } from '../../domain/errors.js';
import { invalidTemplate } from './template-error.js';

const schema = z.strictObject({
  match: z.string().trim().min(1).nullable().default(null),
  when: z.string().default('now'),
  expires: z.string().nullable().default(null),
  lane: z.enum(['normal', 'breaking']).default('normal'),
  approval: z.boolean().default(false),
  image: z.enum(['card', 'photo', 'none']).default('card'),
  correction: z.enum(['none', 'edit', 'reply']).default('none'),
  accounts: z.array(z.string().trim().min(1)).min(1).nullable().default(null),
});

export interface FrontMatter extends Omit<z.infer<typeof schema>, 'expires'> {
  readonly expiresMs: number | null;
}

export interface TemplateText {
  readonly frontMatter: FrontMatter;
  /** The line of the file where the condition stands. */
  readonly matchLine: number;
  /** What comes after the front matter, with empty lines in its place: its lines count as those of the file. */
  readonly body: string;
}

/** How a network lets a published post be corrected: X changes none, and below a Page's post only readers answer. */

/** Takes a template file apart and checks its front matter; whatever is wrong is named with file and line. */
export function readTemplateText(file: string, text: string, network: NetworkName): TemplateText {
  const lines = text
    .replace(/^\uFEFF/u, '')
    .replace(/\r\n?/gu, '\n')
    .split('\n');
  const end =
    lines[0]?.trimEnd() === '---' ? lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---') : 0;
  if (end === -1) throw invalidTemplate(file, 1, 'the front matter has no end: a line of "---" must close it');

  // The opening line stays in as a YAML document start, so that lines count as those of the file.
  const lineCounter = new LineCounter();
  const document = parseDocument(lines.slice(0, end).join('\n'), { lineCounter });
  const [problem] = document.errors;
  if (problem)
    throw invalidTemplate(file, lineCounter.linePos(problem.pos[0]).line, firstLine(problem.message), problem);

  const lineOf = (key: PropertyKey | undefined): number => findLine(document, key, lineCounter);
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0];
    throw invalidTemplate(file, lineOf(key), describe(issue), parsed.error);
  }
  const { expires, ...rest } = parsed.data;
  checkCorrection(file, lineOf('correction'), rest.correction, network);
  return {
    frontMatter: {
      ...rest,
      when: atLine(file, 'when', lineOf('when'), () => parseWhen(rest.when)),
      expiresMs: expires === null ? null : atLine(file, 'expires', lineOf('expires'), () => parseDuration(expires)),
    },
    matchLine: lineOf('match'),
    body: end === 0 ? lines.join('\n') : '\n'.repeat(end + 1) + lines.slice(end + 1).join('\n'),
  };
}

function checkCorrection(file: string, line: number, wanted: FrontMatter['correction'], network: NetworkName): void {
  const possible = ['none', CORRECTED_BY[network]];
  if (possible.includes(wanted)) return;
  const cure = `write ${possible.join(' or ')}`;
  throw invalidTemplate(file, line, `correction: a post on ${network} cannot be corrected by ${wanted}: ${cure}`);
}

function atLine<Value>(file: string, key: string, line: number, parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof KawarabanError)) throw error;
    throw invalidTemplate(file, line, `${key}: ${error.message}`, error);
  }
}

function describe(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'the front matter cannot be read';
  if (issue.code === 'unrecognized_keys')
    return `unknown key "${issue.keys[0] ?? ''}": known are ${Object.keys(schema.shape).join(', ')}`;
  return issue.path.length === 0 ? `front matter: ${issue.message}` : `${issue.path.join('.')}: ${issue.message}`;
}

function findLine(document: Document, key: PropertyKey | undefined, lineCounter: LineCounter): number {
  const pairs = isMap(document.contents) ? document.contents.items : [];
  const keys = pairs.map((pair) => pair.key).filter((node) => isScalar(node));
  const offset = keys.find((node) => node.value === key)?.range?.[0];
  return offset === undefined ? 1 : lineCounter.linePos(offset).line;
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/u, '');
}
