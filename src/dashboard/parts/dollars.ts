/** $0.20, $78.80; a part of a cent is shown where there is one: $0.015. */
export function dollars(micros: number): string {
  const amount = micros / 1_000_000;
  const digits = Number.isInteger(Math.round(micros) / 10_000) ? 2 : 3;
  return `$${amount.toFixed(digits)}`;
}
