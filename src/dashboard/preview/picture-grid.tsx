import type { PreviewedPicture } from './previewed-part.js';
import classes from './preview.module.css';

interface PictureGridProps {
  readonly pictures: readonly PreviewedPicture[];
  readonly className?: string | undefined;
}

export function PictureGrid({ pictures, className }: PictureGridProps): React.ReactNode {
  return (
    <div className={`${classes.pictures ?? ''} ${className ?? ''}`} data-count={Math.min(pictures.length, 4)}>
      {pictures.map(({ src, alt }, position) =>
        src === null ? (
          <span key={position} className={classes.noPicture}>
            Picture{alt === '' ? '' : `: ${alt}`}
          </span>
        ) : (
          <img key={position} src={src} alt={alt} />
        ),
      )}
    </div>
  );
}
