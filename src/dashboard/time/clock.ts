import { useSyncExternalStore } from 'react';

/** The service's time: this browser's clock, put right by what the service says. Only this file reads the clock. */
let offsetMs = 0;
let shown = Date.now();
const listeners = new Set<() => void>();
let ticking: number | undefined;

export function setServiceTime(at: number): void {
  offsetMs = at - Date.now();
}

export function serviceNow(): number {
  return Date.now() + offsetMs;
}

function tick(): void {
  shown = serviceNow();
  for (const listener of listeners) listener();
  // Right after the next full second, so that a countdown never skips one.
  ticking = window.setTimeout(tick, 1000 - (serviceNow() % 1000));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (ticking === undefined) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearTimeout(ticking);
    ticking = undefined;
  };
}

/** The service's time in milliseconds, a new one every `everyMs` (full steps, so that a minute changes on the minute). */
export function useNow(everyMs = 1000): number {
  return useSyncExternalStore(subscribe, () => shown - (shown % everyMs));
}
