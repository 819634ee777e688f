import { IconChartBar, IconHeart, IconMessageCircle, IconRepeat, IconShare } from '@tabler/icons-react';
import { CardPicture } from './card-picture.js';
import { Face } from './face.js';
import { PictureGrid } from './picture-grid.js';
import { hostOf, type PreviewedAuthor, type PreviewedCard, type PreviewedPart } from './previewed-part.js';
import { RichText } from './rich-text.js';
import { useCard } from './use-card.js';
import classes from './preview.module.css';

interface XPreviewProps {
  readonly author: PreviewedAuthor;
  readonly parts: readonly PreviewedPart[];
  /** Where each part becomes too long; null where it fits. */
  readonly overFrom?: readonly (number | null)[];
}

/** A post, or a thread, about as X draws it. */
export function XPreview({ author, parts, overFrom = [] }: XPreviewProps): React.ReactNode {
  return (
    <div className={classes.xThread}>
      {parts.map((part, position) => (
        <XPart key={position} author={author} part={part} overFrom={overFrom[position] ?? null} />
      ))}
    </div>
  );
}

interface XPartProps {
  readonly author: PreviewedAuthor;
  readonly part: PreviewedPart;
  readonly overFrom: number | null;
}

function XPart({ author, part, overFrom }: XPartProps): React.ReactNode {
  const { text, cardLink: link, pictures } = part;
  const card = useCard(part);
  const isCardShown = link !== null && pictures.length === 0;
  const said = isCardShown && overFrom === null ? withoutEnd(text, link) : text;
  return (
    <article className={classes.x}>
      <Face name={author.name} />
      <div className={classes.body}>
        <p className="one">
          <b>{author.name}</b> {author.handle !== null && <span className={classes.xDim}>{author.handle} · now</span>}
        </p>
        <p className={classes.say} dir="auto">
          <RichText text={said} overFrom={overFrom} />
        </p>
        {pictures.length > 0 && <PictureGrid pictures={pictures} className={classes.xPictures} />}
        {isCardShown && <XCard link={link} card={card} />}
        <p className={classes.xActs} aria-hidden>
          <IconMessageCircle size={16} />
          <IconRepeat size={16} />
          <IconHeart size={16} />
          <IconChartBar size={16} />
          <IconShare size={16} />
        </p>
      </div>
    </article>
  );
}

/** A link at the end gives way to the card that X makes of it. */
function withoutEnd(text: string, link: string): string {
  const end = [link, link.replace(/^https?:\/\//, '')].find((each) => text.endsWith(each)) ?? '';
  return text.slice(0, text.length - end.length).trimEnd();
}

function XCard({ link, card }: { readonly link: string; readonly card: PreviewedCard | null }): React.ReactNode {
  return (
    <>
      <div className={classes.xCard}>
        <CardPicture picture={card?.picture ?? null} />
        <span className="one">{card?.title ?? hostOf(link)}</span>
      </div>
      <p className={classes.xFrom}>From {hostOf(link)}</p>
    </>
  );
}
