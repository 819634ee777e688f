/**
 * Presses what carries the letter (`data-key`) in the focused row, or else on the page: a key does what its button says,
 * and nothing where there is no button.
 */
export function press(letter: string): void {
  const row = document.activeElement?.closest('[data-keys=row]');
  for (const place of [row, ...document.querySelectorAll('[data-keys=page]')]) {
    const button = place?.querySelector<HTMLElement>(`[data-key="${letter}"]`);
    if (button) return button.click();
  }
}
