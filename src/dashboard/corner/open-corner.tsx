import { lazy, Suspense } from 'react';
import { useIsCornerOpen } from './say.js';

const Corner = lazy(() => import('./corner.js').then(({ Corner: component }) => ({ default: component })));

/** Nothing until something was said. */
export function OpenCorner(): React.ReactNode {
  if (!useIsCornerOpen()) return null;
  return (
    <Suspense>
      <Corner />
    </Suspense>
  );
}
