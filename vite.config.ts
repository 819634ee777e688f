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
    chunkSizeWarningLimit: 800,
    // All that the first page needs in one file instead of eighty: each of them would cost a request.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
});
