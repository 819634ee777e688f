/** All money is a whole number of millionths of a US dollar. */
export const MICROS_PER_DOLLAR = 1_000_000;

/** `$0.215`: as many decimals as the amount has, at least two. */
export function formatDollars(micros: number): string {
  const [whole = '', decimals = ''] = toDollars(micros).toFixed(6).split('.');
  return `$${whole}.${decimals.replace(/0{1,4}$/, '')}`;
}

export function toDollars(micros: number): number {
  return micros / MICROS_PER_DOLLAR;
}

/** Null where the network charges nothing for any of them. */
export function sumPrices(parts: readonly { readonly priceMicros: number | null }[]): number | null {
  const prices = parts.flatMap(({ priceMicros }) => priceMicros ?? []);
  return prices.length === 0 ? null : prices.reduce((sum, price) => sum + price, 0);
}
