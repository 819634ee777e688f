import type { Post } from '../server/contract.js';

interface WordsProps {
  readonly children: string;
  readonly className?: string | undefined;
}

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** What readers will see: in serif, in its own direction and language. Always text, never markup. */
export function Words({ children, className = '' }: WordsProps): React.ReactNode {
  return (
    <span className={`words ${className}`} dir="auto" lang={JAPANESE.test(children) ? 'ja' : undefined}>
      {children}
    </span>
  );
}

/** How a post begins: its first line, which mostly is a headline. */
export function firstLineOf({ parts, article }: Pick<Post, 'parts' | 'article'>): string {
  const [part] = parts;
  if (part === undefined) return headlineOf({ parts, article });
  const [line = ''] = part.text.trimStart().split('\n', 1);
  return headlineOf({ parts: [{ ...part, text: line }], article });
}

const LINK_AT_END = /\s+https?:\/\/\S+$/;

/** The words of a post in one line, without the link that stands in them or ends them. */
export function headlineOf({ parts, article }: Pick<Post, 'parts' | 'article'>): string {
  const { text = '', link = null } = parts[0] ?? {};
  const line = (link === null ? text : text.replace(link, '')).replaceAll(/\s+/g, ' ').replace(LINK_AT_END, '').trim();
  return line === '' ? (article?.title ?? 'A post without words') : line;
}
