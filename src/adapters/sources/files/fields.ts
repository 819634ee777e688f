import type { KawarabanError } from '../../../domain/errors.js';
import { MAX_TAG } from '../../documents/language-tag.js';
import type { ArticleFile } from './article-file.js';
import { latestInstant } from '../../documents/written-instant.js';
import { latestKnown } from '../../../domain/latest.js';
import { findEmbargoField, readEmbargo } from '../feed/embargo.js';
import { cleanLine, cleanText } from './clean-text.js';
import { dateFirst } from './date-first.js';
import { unreadable } from './unreadable.js';
import { instantOf, takeDate } from './written-date.js';

interface Field {
  readonly key: string;
  readonly value: unknown;
  readonly line: () => number;
}

/** Keys and values of front matter or JSON. Keys are the same in any case, with `_`, with `-` or without. */
export class Fields {
  readonly #fields = new Map<string, Field>();
  readonly #file: ArticleFile;

  constructor(file: ArticleFile) {
    this.#file = file;
  }

  /** The line is asked for when there is something to complain about. */
  set(key: string, value: unknown, line: () => number): void {
    this.#fields.set(folded(key), { key, value, line });
  }

  has(...keys: readonly string[]): boolean {
    return this.#find(keys) !== null;
  }

  /** One line of text; null when absent or empty. The first of the keys that has a value counts, here as below. */
  text(...keys: readonly string[]): string | null {
    const field = this.#find(keys);
    return field === null ? null : this.#textOf(field, field.value, cleanLine);
  }

  /** Text of several paragraphs. */
  longText(...keys: readonly string[]): string | null {
    const field = this.#find(keys);
    return field === null ? null : this.#textOf(field, field.value, cleanText);
  }

  /** A list of texts; a single text is cut by `split`, and of objects the name is taken. */
  list(keys: readonly string[], split: (text: string) => readonly string[]): readonly string[] {
    const field = this.#find(keys);
    if (field === null) return [];
    if (!Array.isArray(field.value)) return split(this.#textOf(field, nameOf(field.value), cleanLine) ?? '');
    return field.value.flatMap((item: unknown) => this.#textOf(field, nameOf(item), cleanLine) ?? []);
  }

  /** Every text under any of these keys; what is no text is passed over. */
  texts(keys: readonly string[], split: (text: string) => readonly string[]): readonly string[] {
    return keys.flatMap((key) => {
      const value = this.#find([key])?.value;
      const items: readonly unknown[] = Array.isArray(value) ? value : [value];
      return items.map(nameOf).flatMap((item) => (typeof item === 'string' ? split(cleanLine(item)) : []));
    });
  }

  url(...keys: readonly string[]): string | null {
    const text = this.text(...keys);
    if (text === null) return null;
    const scheme = URL.canParse(text) ? new URL(text).protocol : '';
    if (!/^https?:$/.test(scheme) || /\s/.test(text)) throw this.expected(keys, 'expected a whole http(s) address');
    return text;
  }

  date(...keys: readonly string[]): Date | null {
    const text = this.text(...keys);
    return text === null ? null : (this.#dateIn(text) ?? this.#refuseDate(keys, text));
  }

  /** The last end of an embargo that its keys and these tags name: as in feeds, but in the newsroom's zone. */
  embargo(tags: readonly string[]): Date | null {
    const read = (written: string) => this.#dateIn(dateFirst(cleanLine(written))) ?? latestInstant(written);
    const field = findEmbargoField([...this.#fields.values()].map(({ key: name, value }) => ({ name, value })));
    const { until } = readEmbargo(null, tags, read);
    if (field === null) return until;
    const written = String(field.value);
    return latestKnown(until, read(written) ?? this.#refuseDate([field.name], written));
  }

  #dateIn(text: string): Date | null {
    const taken = takeDate(text);
    return taken?.rest === '' ? instantOf(taken.date, this.#file.zone, this.#file.firstSeenAt) : null;
  }

  #refuseDate(keys: readonly string[], text: string): never {
    throw this.expected(keys, `expected a date such as 2025-05-06, or 2025-05-06 14:30 (${text.slice(0, 40)})`);
  }

  language(...keys: readonly string[]): string | null {
    const text = this.text(...keys);
    if (text === null) return null;
    const unknown = this.expected(keys, 'expected a language such as en or ja');
    if (text.length > MAX_TAG) throw unknown;
    try {
      return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0] ?? null;
    } catch {
      throw unknown;
    }
  }

  /** The fields inside an object, such as `image: {url, alt}`; null when the value is none. */
  within(...keys: readonly string[]): Fields | null {
    const field = this.#find(keys);
    if (field === null || !isObject(field.value)) return null;
    const inner = new Fields(this.#file);
    for (const [key, value] of Object.entries(field.value)) inner.set(key, value, field.line);
    return inner;
  }

  expected(keys: readonly string[], expectation: string): KawarabanError {
    const field = this.#find(keys);
    return unreadable(this.#file.fileName, field?.line() ?? 1, `${field?.key ?? keys[0] ?? ''}: ${expectation}`);
  }

  #find(keys: readonly string[]): Field | null {
    for (const key of keys) {
      const field = this.#fields.get(folded(key));
      if (field !== undefined && field.value !== null && field.value !== '') return field;
    }
    return null;
  }

  #textOf(field: Field, value: unknown, clean: (text: string) => string): string | null {
    if (typeof value !== 'string' && typeof value !== 'number')
      throw unreadable(this.#file.fileName, field.line(), `${field.key}: expected text`);
    const text = clean(String(value));
    return text.trim() === '' ? null : text;
  }
}

function folded(key: string): string {
  return key.toLowerCase().replace(/[_-]/g, '');
}

function nameOf(value: unknown): unknown {
  return isObject(value) && 'name' in value ? value.name : value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
