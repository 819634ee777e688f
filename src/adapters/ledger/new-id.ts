import { monotonicFactory } from 'ulid';

/** A ULID; of two made in one millisecond by one process, the later sorts behind. */
export const newId: (epochMs: number) => string = monotonicFactory();
