import { existsSync } from 'node:fs';
import { chromium, type BrowserContext, type BrowserContextOptions } from 'playwright-core';

const BINARIES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Chromium asks nothing of the world by itself, so that only what a page does is seen. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** Shorter than a test may last, so that it says what it waited for. */
const WAIT_MS = 20_000;

export interface TestBrowser {
  readonly context: BrowserContext;
  /** Addresses asked for that are not on this machine. */
  readonly strayRequests: readonly string[];
  /** Another person's: it knows nothing of the first. */
  newContext(device?: BrowserContextOptions): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** The system's Chromium with an empty profile; what would leave loopback is refused and remembered. */
export async function startChromium(colorScheme: 'light' | 'dark', width: number): Promise<TestBrowser> {
  const executablePath = BINARIES.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('Chromium is missing: npm run setup -- --for-tests installs it');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...QUIET] });
  const strayRequests: string[] = [];
  const newContext = async (device: BrowserContextOptions = {}): Promise<BrowserContext> => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, ...device });
    context.setDefaultTimeout(WAIT_MS);
    await context.route(
      (url) => !['127.0.0.1', 'localhost'].includes(url.hostname) && url.protocol.startsWith('http'),
      (route) => {
        strayRequests.push(route.request().url());
        return route.abort();
      },
    );
    return context;
  };
  return { context: await newContext(), strayRequests, newContext, close: () => browser.close() };
}
