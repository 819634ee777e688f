import type { Complain } from '../observability/complaints.js';

export interface SweepTimer {
  /** Ends after the sweep that runs now. */
  stop(): Promise<void>;
}

/** Runs `sweep` at once and then every so often, never two at a time. A sweep that fails is said and tried again. */
export function startSweepTimer(sweep: () => Promise<void>, intervalMs: number, complain: Complain): SweepTimer {
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  const once = async (): Promise<void> => {
    await sweep().catch((error: unknown) => complain(error, 'a sweep failed; the next one follows'));
    if (!stopped) timer = setTimeout(() => void (running = once()), intervalMs);
  };
  let running = once();
  return {
    stop: async () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
