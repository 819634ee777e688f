// Makes the pictures of the README in docs/pictures, and one of every page in both schemes, wide and narrow, in
// build/pictures, from a fresh demo whose day is full: npm run screenshots
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
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
const WIDE = { width: 1_440, height: 860 };
const NARROW = { width: 375, height: 812 };
/** Of what is shown, the day is to be in its middle, whenever the pictures are made. */
const HOUR = 14;

/** What the README shows, in which scheme. */
const BEST = [
  ['today', 'light'],
  ['calendar', 'light'],
  ['compose', 'dark'],
  ['post', 'light'],
];

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
  for (const made of ['docs/pictures', 'build/pictures']) mkdirSync(made, { recursive: true });
  for (const [name, pattern] of Object.entries({ x: /^X: .*?(http:\S+)/m, facebook: /^Facebook: .*?(http:\S+)/m })) {
    const page = await browser.newPage({ viewport: { width: 640, height: 720 } });
    await page.goto(pattern.exec(output)[1]);
    await picture(page, `docs/pictures/${name}`);
  }
  const link = new URL(/first administrator: (\S+)/.exec(output)[1]);
  const stranger = await browser.newPage({ viewport: WIDE });
  await stranger.goto(link.href);
  await picture(stranger, 'build/pictures/set-up');
  const context = await browser.newContext({ viewport: WIDE });
  await fillDesk(browser, context, link);
  await stranger.goto(`${link.origin}/sign-in`);
  await picture(stranger, 'build/pictures/sign-in');
  const page = await context.newPage();
  for (const [name, path] of await listPages(context.request, link.origin)) {
    for (const colorScheme of ['light', 'dark'])
      for (const [suffix, viewport] of [
        ['', WIDE],
        ['-375', NARROW],
      ]) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        await page.goto(link.origin + path);
        if (name === 'compose') await page.getByLabel('What the post says').fill(DRAFT);
        if (name === 'compose') await page.getByText('Nearly the same').first().waitFor();
        await picture(page, `build/pictures/${name}-${colorScheme}${suffix}`);
      }
  }
  for (const [name, scheme] of BEST) copyFileSync(`build/pictures/${name}-${scheme}.png`, `docs/pictures/${name}.png`);
} finally {
  await browser?.close();
  program.kill('SIGTERM');
  await new Promise((resolve) => program.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}

/** Every page of the dashboard, by the name of its picture. */
async function listPages(request, home) {
  const read = async (path) => (await (await request.get(`${home}${path}`)).json()).items;
  const [sent] = (await read('/api/posts?state=published')).filter(({ article }) => article !== null);
  const [article] = await read('/api/articles');
  const [template] = await read('/api/templates');
  const lists = ['calendar', 'posts', 'compose', 'articles', 'templates', 'sources', 'accounts', 'people', 'audit'];
  return [
    ['today', '/'],
    ...lists.map((name) => [name, `/${name}`]),
    ['post', `/posts/${sent.id}`],
    ['article', `/articles/${article.id}`],
    ['template', `/templates/${template.name}`],
    ['settings', '/settings'],
  ];
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
async function picture(page, file) {
  await page.waitForTimeout(900);
  await sharp(await page.screenshot())
    .png({ palette: true, colours: 128, effort: 7 })
    .toFile(`${file}.png`);
}
