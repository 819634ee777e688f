import type { Clock } from '../application/ports/clock.js';

/** This machine's clock: for what a person types, before there is a ledger to ask. */
export const systemClock: Clock = { now: () => new Date() };
