import { findUrls } from '../../adapters/networks/x/find-urls.js';
import classes from './preview.module.css';

interface RichTextProps {
  readonly text: string;
  /** Everything from here on is too much for the network; null where it fits. */
  readonly overFrom?: number | null;
}

/** Names, tags and links coloured as the networks colour them. It is text: nothing in it can be followed. */
export function RichText({ text, overFrom = null }: RichTextProps): React.ReactNode {
  const fits = overFrom === null ? text : text.slice(0, overFrom);
  return (
    <>
      {pieces(fits).map(({ at, words, isLink }) =>
        isLink ? (
          <span key={at} className={classes.link}>
            {words}
          </span>
        ) : (
          words
        ),
      )}
      {overFrom !== null && <mark className={classes.over}>{text.slice(overFrom)}</mark>}
    </>
  );
}

interface Piece {
  readonly at: number;
  readonly words: string;
  readonly isLink: boolean;
}

const NAME = /(?<=^|[^\p{L}\p{N}_/&])[@#$][\p{L}\p{N}_]+/gu;

function pieces(text: string): readonly Piece[] {
  const urls = findUrls(text).map(({ start, end }) => ({ start, end }));
  const names = [...text.matchAll(NAME)]
    .map(({ index, 0: name }) => ({ start: index, end: index + name.length }))
    .filter(({ start }) => !urls.some((url) => start >= url.start && start < url.end));
  const found: Piece[] = [];
  let at = 0;
  for (const { start, end } of [...urls, ...names].sort((a, b) => a.start - b.start)) {
    if (start > at) found.push({ at, words: text.slice(at, start), isLink: false });
    found.push({ at: start, words: withoutProtocol(text.slice(start, end)), isLink: true });
    at = end;
  }
  if (at < text.length) found.push({ at, words: text.slice(at), isLink: false });
  return found;
}

const SHOWN_LINK = 30;

/** Networks show a link without its protocol, cut to some thirty characters. */
function withoutProtocol(link: string): string {
  const bare = link.replace(/^https?:\/\/(www\.)?/i, '');
  return bare.length > SHOWN_LINK ? `${bare.slice(0, SHOWN_LINK)}…` : bare;
}
