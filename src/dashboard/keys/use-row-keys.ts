import { useKeys } from './use-keys.js';

/** `j` and `k` walk what carries `data-row`; a row is a link or a button, so that Enter opens it. */
export function useRowKeys(): void {
  useKeys({ j: () => walk(1), k: () => walk(-1) });
}

function walk(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row === document.activeElement || row.parentElement?.matches(':focus-within'));
  const next = rows[at === -1 ? 0 : at + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
