/** Paragraphs with one blank line between them, each on one line. */
export function paragraphsOf(text: string): string {
  return text
    .split(/\n[^\S\n]*\n/)
    .map((paragraph) =>
      joinLines(
        paragraph
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== ''),
      ),
    )
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** Between Japanese or Chinese letters a line break stands for nothing, elsewhere for a space. */
export function joinLines(lines: readonly string[]): string {
  return lines.map((line, index) => separator(lines[index - 1] ?? '', line) + line).join('');
}

function separator(before: string, line: string): string {
  return before === '' || (WIDE.test(before.slice(-1)) && WIDE.test(line.slice(0, 1))) ? '' : ' ';
}

export const WIDE = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/u;
