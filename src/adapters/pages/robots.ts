/** https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag */
const HIDES = /^(?:noindex|none)$/;
/** Directives that have a value after a colon, as a crawler's name has directives. */
const WITH_VALUE = /^(?:unavailable_after|max-snippet|max-image-preview|max-video-preview)$/;

/** Whether `<meta name="robots" content="…">` asks not to be listed. */
export function metaHides(content: string): boolean {
  return (
    content
      .toLowerCase()
      // `max-image-preview: none` is about pictures.
      .replace(/:\s*/g, ':')
      .split(/[\s,;]+/)
      .some((word) => HIDES.test(word))
  );
}

/** Whether an X-Robots-Tag header asks so of everybody, or of Google: `noindex`, `googlebot: noindex, otherbot: none`. */
export function headerHides(header: string): boolean {
  let isForUs = true;
  return header
    .toLowerCase()
    .split(/[,\n]/)
    .some((part) => {
      const [, crawler, directive = ''] = /^\s*(?:([\w*-]+)\s*:)?\s*(\S*)/.exec(part) ?? [];
      if (crawler !== undefined && WITH_VALUE.test(crawler)) return false;
      if (crawler !== undefined) isForUs = crawler === '*' || crawler === 'googlebot';
      return isForUs && HIDES.test(directive);
    });
}
