/** `charset` of a Content-Type header, quoted or not. */
export function charsetOfHeader(contentType: string | null): string | null {
  return /;\s*charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType ?? '')?.[1] ?? null;
}

/** What the XML declaration calls it. */
export function charsetOfXml(bytes: Uint8Array): string | null {
  return /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']\s*([\w:.-]+)/i.exec(head(bytes))?.[1] ?? null;
}

/** `<meta charset>`, or the `http-equiv` of old. */
export function charsetOfHtml(bytes: Uint8Array): string | null {
  return /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head(bytes))?.[1] ?? charsetOfXml(bytes);
}

/** https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding */
function head(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1_024)).toString('latin1');
}
