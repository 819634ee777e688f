import { z } from 'zod';
import { jsonText } from './json-text.js';
import { TIMING } from '../domain/timing.js';

const EXPECTED = 'must be milliseconds: a whole number above 0';
const EXPECTED_OR_OFF = 'must be milliseconds, a whole number; 0 leaves it out';

/** JSON of any part of the delivery's waits; what it leaves out keeps its default. */
export const TIMING_VARIABLE = jsonText('{"sweepMs":500}').pipe(
  partOf({
    callMs: wait(TIMING.callMs),
    leaseGraceMs: wait(TIMING.leaseGraceMs),
    betweenPartsMs: wait(TIMING.betweenPartsMs),
    lookUpWindowMs: partOf({
      x: wait(TIMING.lookUpWindowMs.x),
      facebook: wait(TIMING.lookUpWindowMs.facebook),
    }).prefault({}),
    lookUpCallMs: wait(TIMING.lookUpCallMs),
    pollMs: wait(TIMING.pollMs),
    pollBackOffMs: wait(TIMING.pollBackOffMs),
    longestPollBackOffMs: wait(TIMING.longestPollBackOffMs),
    fileStableMs: wait(TIMING.fileStableMs),
    sweepMs: wait(TIMING.sweepMs),
    retrySoonMs: wait(TIMING.retrySoonMs),
    throttledMs: wait(TIMING.throttledMs),
    blockedMs: wait(TIMING.blockedMs),
    lateMs: wait(TIMING.lateMs),
    catchUpGapMs: wait(TIMING.catchUpGapMs),
    pageCheckMs: waitOrOff(TIMING.pageCheckMs),
    enrichMs: waitOrOff(TIMING.enrichMs),
    enrichBreakingMs: waitOrOff(TIMING.enrichBreakingMs),
    cardMs: waitOrOff(TIMING.cardMs),
    drainMs: wait(TIMING.drainMs),
  }),
);

function wait(defaultMs: number) {
  return z.int(EXPECTED).positive(EXPECTED).default(defaultMs);
}

function waitOrOff(defaultMs: number) {
  return z.int(EXPECTED_OR_OFF).nonnegative(EXPECTED_OR_OFF).default(defaultMs);
}

function partOf<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys'
        ? `has a name that is none of ${names}`
        : `must be a JSON object with any of ${names}`,
  });
}
