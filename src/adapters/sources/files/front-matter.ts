import { parseDocument } from 'yaml';
import type { ArticleFile } from './article-file.js';
import { Fields } from './fields.js';
import { unreadable } from './unreadable.js';

/** No newsroom writes more; what a YAML parser may be made to do with more is not worth finding out. */
const MAX_LINES = 1_000;
const MAX_LENGTH = 65_536;

/** Front matter as read, and the text below it. */
interface FrontMatter {
  readonly fields: Fields;
  readonly body: string;
  /** The line of the file on which the body begins. */
  readonly bodyLine: number;
}

/** Null when the text does not begin with front matter (`---` for YAML, `+++` for TOML of one line per key). */
export function takeFrontMatter(text: string, file: ArticleFile): FrontMatter | null {
  const lines = text.split('\n');
  const fence = lines[0]?.trimEnd() ?? '';
  if (!/^(?:---|\+\+\+)/.test(fence)) return null;
  if (fence.length !== 3)
    throw unreadable(file.fileName, 1, 'expected --- alone on the first line, then one `key: value` per line');
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === fence);
  if (end < 0 || end > MAX_LINES)
    throw unreadable(file.fileName, 1, `expected a second line with ${fence} alone that closes the front matter`);
  return {
    fields: readFields(lines.slice(1, end), 2, file),
    body: lines.slice(end + 1).join('\n'),
    bodyLine: end + 2,
  };
}

const KEY = /^([\p{L}_][\p{L}\p{N}_-]*)\s*[:：=](?:\s+|$)(.*)$/u;

/** Each key is read by itself: a colon in one title does not spoil the others. */
export function readFields(lines: readonly string[], firstLine: number, file: ArticleFile): Fields {
  const fields = new Fields(file);
  if (lines.join('\n').length > MAX_LENGTH)
    throw unreadable(file.fileName, firstLine, `expected front matter of at most ${MAX_LENGTH} characters`);
  let at = 0;
  while (at < lines.length) {
    const first = lines[at] ?? '';
    const start = at;
    at++;
    if (first.trim() === '' || first.startsWith('#')) continue;
    const [, key, rest] = KEY.exec(first) ?? [];
    if (key === undefined || rest === undefined)
      throw unreadable(file.fileName, firstLine + start, 'expected `key: value` (front matter)');
    while (at < lines.length && !KEY.test(lines[at] ?? '')) at++;
    const more = lines.slice(start + 1, at);
    fields.set(key, readValue(rest, more, firstLine + start, file), () => firstLine + start);
  }
  return fields;
}

function readValue(rest: string, more: readonly string[], line: number, file: ArticleFile): unknown {
  const value = parseYaml(`value: ${[rest, ...more].join('\n')}\n`);
  if (value.kind === 'read') return value.value;
  // Editors write `title: Talks resume: what we know`, which YAML refuses.
  if (more.every((next) => next.trim() === '' || next.startsWith('#'))) return rest.trim();
  throw unreadable(file.fileName, line, `expected YAML after this key (${value.message})`);
}

type YamlValue =
  { readonly kind: 'read'; readonly value: unknown } | { readonly kind: 'refused'; readonly message: string };

/** With the failsafe schema every scalar stays the text it was: no dates at midnight UTC, no `No` that becomes false. */
function parseYaml(text: string): YamlValue {
  try {
    const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent', prettyErrors: false });
    const [error] = document.errors;
    if (error !== undefined) return { kind: 'refused', message: error.message.split('\n')[0] ?? '' };
    const { value } = document.toJS({ maxAliasCount: 20 }) as { value: unknown };
    return { kind: 'read', value: value === 'null' || value === '~' ? null : value };
  } catch (error) {
    return { kind: 'refused', message: error instanceof Error ? error.message : 'too complicated' };
  }
}
