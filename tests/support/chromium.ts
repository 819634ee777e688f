import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

const BINARIES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Chromium asks nothing of the world by itself, so that only what a page does is seen. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

export interface TestBrowser {
  readonly context: BrowserContext;
  /** Addresses asked for that are not on this machine. */
  readonly strayRequests: readonly string[];
  close(): Promise<void>;
}

/** The system's Chromium with an empty profile; what would leave loopback is refused and remembered. */
export async function startChromium(colorScheme: 'light' | 'dark', width: number): Promise<TestBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'kwb-chromium-'));
  const executablePath = BINARIES.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('Chromium is missing: npm run setup -- --for-tests installs it');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', ...QUIET],
    colorScheme,
    viewport: { width, height: 900 },
  });
  const strayRequests: string[] = [];
  await context.route(
    (url) => !['127.0.0.1', 'localhost'].includes(url.hostname) && url.protocol.startsWith('http'),
    (route) => {
      strayRequests.push(route.request().url());
      return route.abort();
    },
  );
  return {
    context,
    strayRequests,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
