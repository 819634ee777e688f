/** Where in what a request says a text with U+0000 stands; null = nowhere. Schemas have read it: it is as deep as they are. */
export function findZero(value: unknown): readonly string[] | null {
  if (typeof value === 'string') return value.includes('\0') ? [] : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const path = findZero(inner);
    if (path !== null) return [key, ...path];
  }
  return null;
}
