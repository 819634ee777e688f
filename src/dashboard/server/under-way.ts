const underWay = new Set<string>();

/** Does it unless something is being done with that thing already; null, and nothing is done, where it is. */
export async function doAlone<Answer>(thing: string, doing: () => Promise<Answer>): Promise<Answer | null> {
  if (underWay.has(thing)) return null;
  underWay.add(thing);
  try {
    return await doing();
  } finally {
    underWay.delete(thing);
  }
}
