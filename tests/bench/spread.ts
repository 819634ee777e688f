/** Nearest rank: the least value that at least this share of all does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(Math.ceil(sorted.length * share), 1) - 1] ?? Number.NaN;
}

/** In milliseconds: `title, ms: p50 12  p95 26  p99 42  max 50`. */
export function drawSpread(title: string, values: readonly number[]): string {
  const figures = { p50: 0.5, p95: 0.95, p99: 0.99, max: 1 };
  return `${title}, ms: ${Object.entries(figures)
    .map(([name, share]) => `${name} ${percentile(values, share).toFixed(0)}`)
    .join('  ')}`;
}
