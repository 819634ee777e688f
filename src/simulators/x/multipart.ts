/**
 * The fields of a multipart body as bytes. Node's own `Response.formData()` decodes every part without a file name as
 * text, which ruins the pictures that twitter-api-v2 sends that way. Null when the body is not well-formed.
 */
export function parseMultipart(body: Buffer, contentType: string): ReadonlyMap<string, Buffer> | null {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) return null;
  const fields = new Map<string, Buffer>();
  const delimiter = Buffer.from(`\r\n--${mark}`);
  // The first delimiter has no line break before it.
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  let start = whole.indexOf(delimiter);
  while (start !== -1) {
    const partStart = start + delimiter.length;
    if (whole.toString('latin1', partStart, partStart + 2) === '--') return fields;
    const end = whole.indexOf(delimiter, partStart);
    const headEnd = whole.indexOf('\r\n\r\n', partStart);
    if (end === -1 || headEnd === -1 || headEnd > end) return null;
    const head = whole.toString('utf8', partStart, headEnd);
    const name = /content-disposition:[^\r\n]*[;\s]name="([^"]*)"/i.exec(head)?.[1];
    if (name !== undefined) fields.set(name, whole.subarray(headEnd + 4, end));
    start = end;
  }
  return null;
}
