/** Nearest-rank percentiles, in milliseconds: `title, ms: p50 12  p95 26  p99 42  max 50`. */
export function drawSpread(title: string, values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(Math.ceil(sorted.length * share), 1) - 1];
  const figures = { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
  return `${title}, ms: ${Object.entries(figures)
    .map(([name, ms]) => `${name} ${ms?.toFixed(0) ?? '-'}`)
    .join('  ')}`;
}
