/** As services before this one wrote it, and as ledgers keep it. */
const FIRST_MEETING = 'from before the first meeting, not posted';

/** How the last question to a source went, without the number of its answer: what it means stands behind it. */
export function sourceNote(note: string): string {
  return note
    .replace(/^\d{3}(?:: |, (?:but )?)/, '')
    .replace(FIRST_MEETING, 'there already when it was first read, not posted');
}
