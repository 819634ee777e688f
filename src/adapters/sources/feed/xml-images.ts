import { pixels } from '../../documents/html-text.js';
import { firstLine, MAX_NAME, MAX_TITLE } from '../../documents/plain-lines.js';
import { webAddress } from '../../documents/web-address.js';
import { childrenNamed, valuesOf, type FeedElement } from './feed-element.js';
import type { FeedImage } from './feed-item.js';

/** No item has more; what is said of each is looked for among all that the item says. */
const MAX_IMAGES = 50;

/** The pictures that an item announces: Media RSS, enclosures, iTunes' and plain `image`. */
export function readImages(item: FeedElement, base: string | null): readonly FeedImage[] {
  const groups = childrenNamed(item, 'media:group');
  const media = [item, ...groups].flatMap((parent) =>
    childrenNamed(parent, 'media:content', 'media:thumbnail').map((element) => ({ element, parent })),
  );
  const within = media.flatMap(({ element }) =>
    childrenNamed(element, 'media:thumbnail').map((thumbnail) => ({ element: thumbnail, parent: element })),
  );
  const attached = childrenNamed(item, 'enclosure', 'link', 'itunes:image', 'image').map((element) => ({
    element,
    parent: item,
  }));
  return [...media, ...attached, ...within].slice(0, MAX_IMAGES).flatMap(({ element, parent }) => {
    const url = webAddress(isPicture(element) ? addressOf(element) : null, base);
    if (url === null) return [];
    return {
      url,
      alt: altOf(element, parent),
      credit: firstLine(MAX_NAME, [...valuesOf(element, 'media:credit'), ...valuesOf(parent, 'media:credit')]),
      width: pixels(element.attributes['width']),
      isThumbnail: element.name === 'media:thumbnail' || element.name === 'itunes:image',
    };
  });
}

function isPicture({ name, attributes }: FeedElement): boolean {
  if (name === 'link' && attributes['rel'] !== 'enclosure') return false;
  if (!['media:content', 'enclosure', 'link'].includes(name)) return true;
  const { medium = '', type = '' } = attributes;
  // Programs that know no media types write the file's ending, or that it is some file.
  if (type !== '' && !/^application\/octet-stream/i.test(type)) return /^(?:image\b|jpe?g$|png$|webp$)/i.test(type);
  const path = (attributes['url'] ?? attributes['href'] ?? '').replace(/[?#].*$/, '');
  return medium === '' ? /\.(?:jpe?g|png|gif|webp|avif)$/i.test(path) : /^image$/i.test(medium);
}

function addressOf(element: FeedElement): string {
  const { url, href } = element.attributes;
  return url ?? href ?? valuesOf(element, 'url')[0] ?? element.value;
}

/** A title that is a file's name describes nothing. */
function altOf(element: FeedElement, parent: FeedElement): string | null {
  const written = [element, parent].flatMap((place) => [
    ...valuesOf(place, 'media:description'),
    ...(place.name.startsWith('media:') ? valuesOf(place, 'media:title') : []),
  ]);
  return firstLine(
    MAX_TITLE,
    written.filter((text) => !/^[\w.-]*$/.test(text)),
  );
}
