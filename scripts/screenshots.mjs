// Makes the pictures of the README from a fresh demo: npm run screenshots
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { DRAFT, fillDesk } from './demo-desk.mjs';

const ZONES = [
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'Pacific/Auckland',
];
/** Of what is shown, the day is to be in its middle, whenever the pictures are made. */
const HOUR = 14;

const folder = mkdtempSync(join(tmpdir(), 'kwb-pictures-'));
const program = spawn(process.execPath, [join(import.meta.dirname, '..', 'bin', 'kawaraban'), 'start', '--port', '0'], {
  env: {
    PATH: process.env.PATH,
    KAWARABAN_DATA: folder,
    KAWARABAN_TIMEZONE: ZONES.sort((one, other) => awayFromNoon(one) - awayFromNoon(other))[0],
    X_SLOTS: '09:30,12:15,18:30,20:00',
    X_QUIET_HOURS: '22:00-07:00',
    X_MONTHLY_BUDGET: '120',
  },
});
let browser;
try {
  const output = await untilItSays(program, /first administrator: \S+\n/);
  browser = await chromium.launch({
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
    const page = await browser.newPage({ viewport: { width: 640, height: 720 } });
    await page.goto(pattern.exec(output)[1]);
    await picture(page, name);
  }
  const link = new URL(/first administrator: (\S+)/.exec(output)[1]);
  const context = await browser.newContext({ viewport: { width: 1_440, height: 860 } });
  await fillDesk(browser, context, link);
  const page = await context.newPage();
  await page.goto(link.origin);
  await page.getByRole('heading', { name: 'Just sent' }).waitFor();
  await picture(page, 'today');
  await page.goto(`${link.origin}/calendar`);
  await page.locator('[data-card]').first().waitFor();
  await picture(page, 'calendar');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${link.origin}/compose`);
  await page.getByLabel('What the post says').fill(DRAFT);
  await page.getByText('Nearly the same').first().waitFor();
  await picture(page, 'compose');
} finally {
  await browser?.close();
  program.kill('SIGTERM');
  await new Promise((resolve) => program.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}

function awayFromNoon(timeZone) {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format());
  return Math.abs(hour - HOUR);
}

async function untilItSays(running, pattern) {
  let output = '';
  await new Promise((resolve) =>
    running.stdout.on('data', (chunk) => {
      output += chunk;
      if (pattern.test(output)) resolve();
    }),
  );
  return output;
}

/** Few colours are enough, and make small files. */
async function picture(page, name) {
  await page.waitForTimeout(800);
  await sharp(await page.screenshot())
    .png({ palette: true, colours: 128, effort: 10 })
    .toFile(`docs/pictures/${name}.png`);
}
