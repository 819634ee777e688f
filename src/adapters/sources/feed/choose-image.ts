import type { ArticleImage } from '../../../domain/article.js';
import type { HtmlImage } from '../../documents/html-text.js';
import { webAddress } from '../../documents/web-address.js';
import type { FeedItem } from './feed-item.js';

/** What a link card takes at least; smaller ones in a text are ornaments, and the page has a better one. */
const MIN_WIDTH = 600;
const MIN_HEIGHT = 315;
/** Narrower ones are icons, whatever announces them; the page's picture is better than none of the feed's. */
const ICON_WIDTH = 200;
/** Portraits of authors, counters, smileys. */
const NO_PICTURE =
  /^https?:\/\/(?:[^/]*\.)?(?:gravatar\.com|s\.w\.org|(?:pixel|stats)\.(?:wp|wordpress)\.com|feeds\.(?:feedburner|wordpress)\.com|doubleclick\.net)\//i;

/** The picture that the item announces, the widest first; else one in its text that declares itself large enough. */
export function chooseImage({ images, base }: FeedItem, inText: readonly HtmlImage[]): ArticleImage | null {
  const pictures = inText.flatMap(({ src, alt, width, height }) => {
    const url = webAddress(src, base);
    return url === null || NO_PICTURE.test(url) ? [] : [{ url, alt, width: width ?? 0, height: height ?? 0 }];
  });
  const announced = images.filter(({ url, width }) => !NO_PICTURE.test(url) && (width ?? MIN_WIDTH) >= ICON_WIDTH);
  const full = announced.filter(({ isThumbnail }) => !isThumbnail);
  const [best] = (full.length > 0 ? full : announced).toSorted((one, other) => (other.width ?? 0) - (one.width ?? 0));
  if (best !== undefined) {
    const same = pictures.find(({ url }) => foldSize(url) === foldSize(best.url));
    return { url: best.url, alt: best.alt ?? same?.alt ?? null, credit: best.credit };
  }
  const large = pictures.find(({ width, height }) => width >= MIN_WIDTH && height >= MIN_HEIGHT);
  return large === undefined ? null : { url: large.url, alt: large.alt, credit: null };
}

/** WordPress calls the sizes of one picture `ferry-1024x683.jpg`, and `ferry.jpg?w=1024`. */
function foldSize(url: string): string {
  return url.replace(/^https?:|[?#].*$/g, '').replace(/-\d{2,4}x\d{2,4}(?=\.\w{3,4}$)/, '');
}
