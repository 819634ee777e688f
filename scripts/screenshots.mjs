// Makes the pictures of the README from a fresh demo: npm run screenshots
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const folder = mkdtempSync(join(tmpdir(), 'kwb-pictures-'));
const program = spawn(process.execPath, [join(import.meta.dirname, '..', 'bin', 'kawaraban'), 'start', '--port', '0'], {
  env: { PATH: process.env.PATH, KAWARABAN_DATA: folder, KAWARABAN_TIMEZONE: 'Europe/London' },
});
try {
  let output = '';
  await new Promise((resolve) =>
    program.stdout.on('data', (chunk) => {
      output += chunk;
      if (output.includes('Ctrl-C stops it')) resolve();
    }),
  );
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  mkdirSync('docs/pictures', { recursive: true });
  for (const [name, pattern] of Object.entries({ x: /^X: .*?(http:\S+)/m, facebook: /^Facebook: .*?(http:\S+)/m })) {
    const page = await browser.newPage({ viewport: { width: 640, height: 720 }, deviceScaleFactor: 1 });
    await page.goto(pattern.exec(output)[1]);
    await page.screenshot({ path: `docs/pictures/${name}.png` });
  }
  await browser.close();
} finally {
  program.kill('SIGTERM');
  await new Promise((resolve) => program.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}
