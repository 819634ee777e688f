import { pixels } from '../documents/html-text.js';
import { firstLine, MAX_TITLE } from '../documents/plain-lines.js';
import { webAddress } from '../documents/web-address.js';
import { contentsOf, type PageMarkup } from './page-markup.js';

export interface PageImage {
  readonly url: string;
  readonly alt: string | null;
  /** In pixels, as the page declares it. */
  readonly width: number | null;
  readonly height: number | null;
}

/** The picture of the link card: Open Graph's, else the linked article's, else that of the Twitter card. */
export function readImage(markup: PageMarkup, base: string | null): PageImage | null {
  const candidates = [openGraphImage(markup, base), linkedImage(markup, base), twitterImage(markup, base)];
  const [chosen] = candidates.filter((image) => image !== null);
  if (chosen === undefined) return null;
  const same = candidates.filter((image) => image?.url === chosen.url);
  return {
    url: chosen.url,
    alt: same.find((image) => image?.alt)?.alt ?? null,
    width: same.find((image) => image?.width)?.width ?? null,
    height: same.find((image) => image?.height)?.height ?? null,
  };
}

/** https://ogp.me/#structured: what follows an `og:image` is about it, until the next one. */
function openGraphImage({ metas }: PageMarkup, base: string | null): PageImage | null {
  const isImage = (name: string) => name === 'og:image' || name === 'og:image:url' || name === 'og:image:secure_url';
  const start = metas.findIndex(({ name, content }) => isImage(name) && webAddress(content, base) !== null);
  const first = webAddress(metas[start]?.content, base);
  if (first === null) return null;
  const next = metas.findIndex(({ name }, index) => index > start && name === 'og:image');
  const about = metas.slice(start + 1, next < 0 ? undefined : next);
  const said = (name: string) => about.find((meta) => meta.name === name)?.content;
  return {
    url: webAddress(said('og:image:secure_url'), base) ?? first,
    alt: firstLine(MAX_TITLE, [said('og:image:alt')]),
    width: pixels(said('og:image:width')),
    height: pixels(said('og:image:height')),
  };
}

function linkedImage({ linkedData }: PageMarkup, base: string | null): PageImage | null {
  const image = linkedData?.image ?? null;
  const url = webAddress(image?.url, base);
  if (image === null || url === null) return null;
  return { url, alt: firstLine(MAX_TITLE, [image.caption]), width: image.width, height: image.height };
}

function twitterImage(markup: PageMarkup, base: string | null): PageImage | null {
  const [address] = contentsOf(markup, 'twitter:image', 'twitter:image:src');
  const url = webAddress(address, base);
  if (url === null) return null;
  return { url, alt: firstLine(MAX_TITLE, contentsOf(markup, 'twitter:image:alt')), width: null, height: null };
}
