/** Where the commands speak: results on one, everything else on the other. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Asks a yes-or-no question; null where nobody sits at the terminal. */
  confirm(question: string): Promise<boolean | null>;
}
