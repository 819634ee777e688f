import { useSyncExternalStore } from 'react';

export interface Said {
  readonly title?: string;
  readonly message: React.ReactNode;
  readonly kind: 'done' | 'refused';
}

let isOpen = false;
const listeners = new Set<() => void>();

/** Says in the corner what came of something; the corner is fetched when it is needed first. Gives what takes it away. */
export async function say({ kind, ...said }: Said): Promise<() => void> {
  const { notifications } = await import('@mantine/notifications');
  const look = kind === 'done' ? { color: 'ink' } : { color: 'shu', autoClose: 12_000 };
  const id = notifications.show({ ...said, ...look, withBorder: true });
  isOpen = true;
  for (const listener of listeners) listener();
  return () => notifications.hide(id);
}

/** Why several things were refused, as one message: each reason once. */
export function eachOnce(reasons: readonly string[]): string {
  return [...new Set(reasons)].join(' ');
}

export function useIsCornerOpen(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isOpen,
  );
}
