import { readByline } from './byline.js';
import { joinLines, WIDE } from './paragraphs.js';

/** A paragraph, or a line that stands for itself. `line` is the line of the file on which it begins. */
export interface Block {
  readonly text: string;
  readonly line: number;
}

/** Blank lines part blocks; hard-wrapped lines are joined again; all other lines stand for themselves. */
export function splitBlocks(text: string, firstLine: number): readonly Block[] {
  const blocks: Block[] = [];
  let group: Block[] = [];
  const close = () => {
    const [first] = group;
    if (first !== undefined && isHardWrapped(group))
      blocks.push({ text: joinLines(group.map((one) => one.text)), line: first.line });
    // A spread of very many lines overflows the stack.
    else for (const line of group) blocks.push(line);
    group = [];
  };
  text.split('\n').forEach((line, index) => {
    const block = { text: line.replace(/ +/g, ' ').trim(), line: firstLine + index };
    if (block.text === '') close();
    else group.push(block);
  });
  close();
  return blocks;
}

/** Mail programs wrap at 72 to 78 columns; a headline, a byline or a link on lines of their own are not wrapped text. */
function isHardWrapped(lines: readonly Block[]): boolean {
  if (lines.length < 2 || lines.some(({ text }) => STANDS_ALONE.test(text) || readByline(text) !== null)) return false;
  // Where blank lines are missing altogether, lines that end like sentences are the paragraphs.
  const ends = lines.filter(({ text }) => /[.!?。！？]["'”’」』)]*$/u.test(text)).length;
  if (lines.length > 2 && ends > lines.length / 2) return false;
  const widths = lines.map(({ text }) => text.length + text.split(WIDE).length - 1);
  return widths.every((width, index) => width <= 100 && (width >= 45 || index === widths.length - 1));
}

const STANDS_ALONE =
  /^(?:https?:\/\/|www\.|(?:please )?(?:join|follow|like)\b|by[: ]\s*\p{Lu}|(?:date|dated|published|posted)\b[: ]*(?:on )?[\p{L}]*\.? ?\d|\d{4}-\d\d-\d\d|tags:|[*\s]*(?:(?:strictly|strict|under|news) )?embargo)/iu;
