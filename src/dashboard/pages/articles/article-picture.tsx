import { useState } from 'react';
import { asSentence } from '../../parts/as-sentence.js';
import { webPictureAddress } from '../../parts/web-picture.js';
import type { Explanation } from '../../server/contract.js';
import { useMay } from '../../server/use-me.js';
import classes from './articles.module.css';

type Image = NonNullable<Explanation['article']['image']>;

/** The article's own picture with who made it and the words for those who do not see it; nothing where it cannot be had. */
export function ArticlePicture({ url, alt, credit }: Image): React.ReactNode {
  const [isBroken, setBroken] = useState(false);
  const mayAsk = useMay('editor');
  if (!mayAsk || isBroken) return null;
  return (
    <figure className={classes.picture}>
      <img src={webPictureAddress(url)} alt={alt ?? ''} onError={() => setBroken(true)} />
      <figcaption className="xs mid">
        {credit !== null && `${asSentence(credit)} `}
        {alt === null || alt === '' ? 'No words for those who do not see it.' : `Alt text: ${asSentence(alt)}`}
      </figcaption>
    </figure>
  );
}
