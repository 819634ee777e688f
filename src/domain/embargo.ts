/** The one that ends later. Null = none. */
export function laterEmbargo(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
