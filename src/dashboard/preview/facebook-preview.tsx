import { IconMessageCircle, IconShare3, IconThumbUp, IconWorld } from '@tabler/icons-react';
import { CardPicture } from './card-picture.js';
import { Face } from './face.js';
import { PictureGrid } from './picture-grid.js';
import { hostOf, type PreviewedAuthor, type PreviewedCard, type PreviewedPart } from './previewed-part.js';
import { RichText } from './rich-text.js';
import { useCard } from './use-card.js';
import classes from './preview.module.css';

interface FacebookPreviewProps {
  readonly author: PreviewedAuthor;
  readonly part: PreviewedPart;
}

/** A post about as Facebook draws it on a Page. */
export function FacebookPreview({ author, part }: FacebookPreviewProps): React.ReactNode {
  const { text, cardLink: link, pictures } = part;
  const card = useCard(part);
  return (
    <article className={classes.facebook}>
      <div className={classes.facebookTop}>
        <Face name={author.name} />
        <p>
          <b>{author.name}</b>
          <span className={classes.facebookDim}>
            Just now · <IconWorld size={12} aria-label="Public" />
          </span>
        </p>
      </div>
      <p className={classes.facebookSay} dir="auto">
        <RichText text={text} />
      </p>
      {pictures.length > 0 && <PictureGrid pictures={pictures} className={classes.facebookPictures} />}
      {link !== null && pictures.length === 0 && <FacebookCard link={link} card={card} />}
      <p className={classes.facebookActs} aria-hidden>
        <span>
          <IconThumbUp size={15} /> Like
        </span>
        <span>
          <IconMessageCircle size={15} /> Comment
        </span>
        <span>
          <IconShare3 size={15} /> Share
        </span>
      </p>
    </article>
  );
}

function FacebookCard({ link, card }: { readonly link: string; readonly card: PreviewedCard | null }): React.ReactNode {
  return (
    <div className={classes.facebookCard}>
      <CardPicture picture={card?.picture ?? null} />
      <div>
        <p className={classes.facebookDim}>{hostOf(link)}</p>
        <p className={classes.facebookTitle}>{card?.title ?? link}</p>
        {card !== null && card.description !== '' && <p className="one">{card.description}</p>}
      </div>
    </div>
  );
}
