/** Ledger time. In production the engine's own clock as an offset on a monotonic one; in tests, injected. */
export interface Clock {
  now(): Date;
}
