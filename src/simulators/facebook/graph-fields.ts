import { refuse } from './error-catalogue.js';
import type { Checked } from './call-parameters.js';

/** One object of the graph. `values` has every field the API knows of it; undefined = not there on this one. */
export interface GraphNode {
  readonly type: string;
  readonly defaults: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
}

interface Field {
  readonly name: string;
  /** What is asked of the objects behind it: `target{id,url}`; null = all. */
  readonly inner: readonly Field[] | null;
}

/** The fields that `fields=` asks for; one unknown field fails the whole call. */
export function selectFields(node: GraphNode, fields: string | undefined): Checked<Record<string, unknown>> {
  const asked = fields === undefined ? namesOnly(node.defaults) : parseFields(fields);
  if (asked === null)
    return { kind: 'refused', answer: refuse('invalid-parameter', {}, `The fields cannot be read: ${fields ?? ''}`) };
  const unknown = findUnknown(node.values, node.type, asked);
  if (unknown !== null) return { kind: 'refused', answer: refuse('unknown-field', unknown) };
  return { kind: 'fine', value: pick(node.values, [...namesOnly(['id']), ...asked]) };
}

function namesOnly(names: readonly string[]): Field[] {
  return names.map((name) => ({ name, inner: null }));
}

/** Reads `a,b{c,d{e}},f.limit(3)`; null when the braces do not match. */
function parseFields(text: string): Field[] | null {
  const fields: Field[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const head = /^(\w+)(?:\.\w+\([^)]*\))*\s*/.exec(rest);
    if (head === null) return null;
    rest = rest.slice(head[0].length);
    let inner: Field[] | null = null;
    if (rest.startsWith('{')) {
      const end = closingBrace(rest);
      inner = end === -1 ? null : parseFields(rest.slice(1, end));
      if (inner === null) return null;
      rest = rest.slice(end + 1).trimStart();
    }
    fields.push({ name: head[1] ?? '', inner });
    if (rest !== '' && !rest.startsWith(',')) return null;
    rest = rest.slice(1).trimStart();
  }
  return fields;
}

function closingBrace(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '{') depth += 1;
    if (text[index] === '}') depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

type Values = Readonly<Record<string, unknown>>;

function findUnknown(values: Values, type: string, fields: readonly Field[]): { field: string; type: string } | null {
  for (const { name, inner } of fields) {
    if (!Object.hasOwn(values, name)) return { field: name, type };
    if (inner === null) continue;
    for (const object of objectsBehind(values[name])) {
      const unknown = findUnknown(object, 'StoryAttachment', inner);
      if (unknown !== null) return unknown;
    }
  }
  return null;
}

/** An edge wraps its objects in `data`; a plain object stands for itself. */
function objectsBehind(value: unknown): readonly Values[] {
  if (typeof value !== 'object' || value === null) return [];
  return 'data' in value && Array.isArray(value.data) ? (value.data as Values[]) : [value as Values];
}

function pick(values: Values, fields: readonly Field[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const { name, inner } of fields) {
    const value = values[name];
    if (value === undefined) continue;
    if (inner === null) picked[name] = value;
    else if (typeof value === 'object' && value !== null && 'data' in value)
      picked[name] = { data: objectsBehind(value).map((object) => pick(object, inner)) };
    else picked[name] = objectsBehind(value).map((object) => pick(object, inner))[0];
  }
  return picked;
}
