/** A time as a person chose it: it stays 18:30 there when the rules of the zone change. */
export interface WallTime {
  /** `2026-11-25T18:30` */
  readonly at: string;
  /** IANA name. */
  readonly zone: string;
}
