import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const REPOSITORY = join(import.meta.dirname, '../..');
const LOCK_FILE = { packages: { '': {}, 'node_modules/ink': { version: '1.0.0', integrity: 'sha512-ink' } } };
/** Stands for the real build: it notes that it ran and makes what the shim looks for. */
const BUILD = `
const fs = require('node:fs');
fs.appendFileSync('builds.log', 'built\\n');
fs.mkdirSync('dist', { recursive: true });
fs.writeFileSync('dist/main.js', "console.log('Kawaraban runs')");
`;

/** Stands for npm: `npm ci` ends by noting what it installed, everything else builds. */
const NPM = `
if (process.argv[2] === 'ci') require('node:fs').copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
else require(process.cwd() + '/build.cjs');
`;

let folder: string;
let checkout: string;
let bin: string;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: { PATH: bin, TMPDIR: folder, HOME: folder, ...env } };
    execFile(program, args, options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

const setup = (env: Record<string, string> = {}) => run(process.execPath, [join(checkout, 'scripts/setup.mjs')], env);
const kawaraban = (path = join(checkout, 'bin/kawaraban')) => run(path, []);
const builds = () => readFileSync(join(checkout, 'builds.log'), 'utf8').trim().split('\n').length;

function onPath(command: string): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.map((name) => join(name, command)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${command} is not on PATH`);
  return found;
}

function write(path: string, content: string): void {
  mkdirSync(dirname(join(checkout, path)), { recursive: true });
  writeFileSync(join(checkout, path), content);
}

function addCommand(name: string, script = '#!/bin/sh\nexit 0\n'): void {
  writeFileSync(join(bin, name), script);
  chmodSync(join(bin, name), 0o755);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kwb-setup-'));
  checkout = join(folder, 'checkout');
  bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const command of ['node', 'npm', 'sh', 'env']) symlinkSync(onPath(command), join(bin, command));
  for (const name of ['scripts/setup.mjs', 'scripts/machine-parts.mjs', 'bin/kawaraban']) {
    mkdirSync(dirname(join(checkout, name)), { recursive: true });
    copyFileSync(join(REPOSITORY, name), join(checkout, name));
  }
  write('package.json', JSON.stringify({ type: 'module', scripts: { build: 'node build.cjs' } }));
  write('build.cjs', BUILD);
  write('package-lock.json', JSON.stringify(LOCK_FILE));
  write('node_modules/.package-lock.json', JSON.stringify(LOCK_FILE));
  write('src/main.ts', '');
  write('src/old.ts', '');
  write('queue/alarm.ts', '');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('setting up a newsroom’s machine', { timeout: 120_000 }, () => {
  it('builds the program, and says nothing once nothing is missing', async () => {
    addCommand('redis-server');
    expect(await setup()).toEqual({ code: 0, stdout: 'setup: building …\n', stderr: '' });
    expect(await setup()).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await kawaraban()).toEqual({ code: 0, stdout: 'Kawaraban runs\n', stderr: '' });
  });

  it('builds anew after a source is deleted, and leaves nothing of it behind', async () => {
    addCommand('valkey-server');
    await setup();
    write('dist/old.js', '');
    rmSync(join(checkout, 'src/old.ts'));
    await setup();
    expect(builds()).toBe(2);
    expect(existsSync(join(checkout, 'dist/old.js'))).toBe(false);
  });

  it('builds once when two set-ups run at the same time', async () => {
    addCommand('redis-server');
    const ended = await Promise.all([setup(), setup(), setup()]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(builds()).toBe(1);
  });

  it('takes over from a set-up that was killed', async () => {
    addCommand('redis-server');
    write('build.cjs', "process.kill(Number(require('node:fs').readFileSync(process.env.LOCK + '/pid', 'utf8')), 9)");
    write(
      'package.json',
      JSON.stringify({ type: 'module', scripts: { build: 'LOCK=$(echo ../kawaraban-setup-*) node build.cjs' } }),
    );
    await setup();
    write('build.cjs', BUILD);
    expect(await setup()).toMatchObject({ code: 0, stdout: 'setup: building …\n' });
    expect(builds()).toBe(1);
  });

  it('names the cure in one line where Redis cannot be installed', async () => {
    expect(await setup()).toEqual({
      code: 1,
      stdout: '',
      stderr: 'setup: install redis-server or valkey-server, or set REDIS_URL\n',
    });
  });

  it.each([
    ['the environment', {}, { REDIS_URL: 'redis://redis.example' }],
    ['.env', { '.env': '# queue\nREDIS_URL="redis://redis.example"\n' }, {}],
    ['a file of a secret', {}, { REDIS_URL_FILE: '/run/secrets/redis_url' }],
    ['a file that .env points to', { '.env': 'REDIS_URL_FILE=/run/secrets/redis_url\n' }, {}],
  ])('needs no Redis of its own when %s names one', async (_where, files: Record<string, string>, env) => {
    for (const [name, content] of Object.entries(files)) write(name, content);
    expect(await setup(env)).toMatchObject({ code: 0, stderr: '' });
  });

  it('asks for Redis when .env leaves REDIS_URL empty', async () => {
    write('.env', 'REDIS_URL= # ours\n');
    expect(await setup()).toMatchObject({ code: 1 });
  });

  it('shows what the build said when it fails', async () => {
    addCommand('redis-server');
    write('build.cjs', "console.log('main.ts: the ink is dry'); process.exit(2);");
    const { code, stderr } = await setup();
    expect(code).toBe(1);
    expect(stderr).toBe('main.ts: the ink is dry\nsetup: the build failed, see above\n');
  });

  it('installs the packages when another version is wanted', async () => {
    addCommand('redis-server');
    const newer = { version: '2.0.0', integrity: 'sha512-newer' };
    write('package-lock.json', JSON.stringify({ packages: { ...LOCK_FILE.packages, 'node_modules/ink': newer } }));
    rmSync(join(bin, 'npm'));
    addCommand('npm', '#!/usr/bin/env node\n' + NPM);
    expect((await setup()).stdout).toBe('setup: installing packages (npm ci) …\nsetup: building …\n');
    expect((await setup()).stdout).toBe('');
  });
});

describe('the program before it is built', { timeout: 120_000 }, () => {
  it('says what to run, also when it is called through a link', async () => {
    const link = join(folder, 'kawaraban');
    symlinkSync(join(checkout, 'bin/kawaraban'), link);
    const said = { code: 1, stdout: '', stderr: 'kawaraban: it is not built yet; run: npm run setup\n' };
    expect(await kawaraban()).toEqual(said);
    expect(await kawaraban(link)).toEqual(said);
  });
});
