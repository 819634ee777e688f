/** How what is in flight learns that the service ends. */
export interface Stopping {
  /** Nothing new is begun. */
  readonly begun: AbortSignal;
  /** What is still in flight is cut off: its outcome is unknown, and written down as such. */
  readonly cutOff: AbortSignal;
}
