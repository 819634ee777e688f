import { useDocumentTitle } from '@mantine/hooks';
import { useNeedsCount } from '../server/use-today.js';

/** Names the browser's tab: how much needs a person, also seen from another tab, and what the page shows. */
export function TabTitle({ children }: { readonly children: string }): React.ReactNode {
  const count = useNeedsCount();
  useDocumentTitle(`${count === 0 ? '' : `(${count}) `}${children} · Kawaraban`);
  return null;
}
