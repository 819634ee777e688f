import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { OpenCorner } from './corner/open-corner.js';
import { createQueryClient } from './server/queries.js';
import { createDashboardRouter } from './router.js';
import { cssVariablesResolver, theme } from './theme/theme.js';

const queryClient = createQueryClient(() => void router.invalidate());
const router = createDashboardRouter(queryClient);

/** Styles that Mantine makes in the page carry the word by which the CSP knows them. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? '';
}

export function App(): React.ReactNode {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
      <OpenCorner />
    </MantineProvider>
  );
}
