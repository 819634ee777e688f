import { lineOfHtml } from './html-text.js';

/** Longer ones are mistakes, or attacks. */
export const MAX_TITLE = 1_000;
export const MAX_SUMMARY = 2_000;
export const MAX_NAME = 200;
const MAX_NAMES = 50;

/** The first of these that says something, as one line of plain text. */
export function firstLine(most: number, written: readonly (string | null | undefined)[]): string | null {
  for (const text of written) {
    const line = clipped(lineOfHtml(text ?? ''), most);
    if (line !== '') return line;
  }
  return null;
}

/** Names or tags without markup, each once. */
export function linesOf(names: readonly string[]): readonly string[] {
  const lines = names.slice(0, MAX_NAMES).map((name) => clipped(lineOfHtml(name), MAX_NAME));
  return [...new Set(lines)].filter((name) => name !== '');
}

/** At the end of a word. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/\s+\S{0,30}$/u, '')}…`;
}
