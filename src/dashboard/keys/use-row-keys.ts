import { press } from './press.js';
import { useKeys } from './use-keys.js';

/** `j` and `k` walk the rows, `a`, `m` and `h` press what stands in the one in focus. */
export function useRowKeys(): void {
  useWalkKeys();
  useActKeys();
}

/** `a`, `m` and `h` do what their buttons do. */
export function useActKeys(): void {
  useKeys({ a: () => press('a'), m: () => press('m'), h: () => press('h') });
}

/** `j` and `k` walk what carries `data-row`: links, so that Enter opens them. */
export function useWalkKeys(): void {
  useKeys({ j: () => walk(1), k: () => walk(-1) });
}

function walk(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const focused = document.activeElement?.closest('[data-keys=row], [data-row]');
  const at = rows.findIndex((row) => focused?.contains(row));
  const next = rows[at === -1 ? 0 : at + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
