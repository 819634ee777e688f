import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The dashboard: files with a hash in their name, in dist/dashboard. Nothing is inlined, since its CSP takes no `data:` scripts or styles. */
export default defineConfig({
  root: 'src/dashboard',
  plugins: [react()],
  build: {
    outDir: '../../dist/dashboard',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
  },
});
