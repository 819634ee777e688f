/** Brings a fresh machine to the point where the program runs: does what is missing, says so, and nothing else. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHROMIUM, FONTS, GIT, isOnPath, PHP, POSTGRES, REDIS } from './machine-parts.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [forTests, forPictures] = ['--for-tests', '--for-pictures'].map((flag) => process.argv.includes(flag));
const lock = join(tmpdir(), `kawaraban-setup-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`);

const PACKAGE_MANAGERS = {
  'apt-get': {
    install: ['apt-get', 'install', '--yes', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=600'],
    refresh: ['apt-get', 'update', '-o', 'DPkg::Lock::Timeout=600'],
  },
  dnf: { install: ['dnf', 'install', '--assumeyes'] },
  apk: { install: ['apk', 'add', '--no-cache'] },
  brew: { install: ['brew', 'install'] },
};

let isLocked = false;

checkNode();
for (const step of [packagesStep(), machineStep(), buildStep()]) {
  if (step.isDone()) continue;
  takeLock();
  if (!step.isDone()) step.run();
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Node ${process.versions.node} is too old; install 20.19 or newer: https://nodejs.org/en/download`);
}

/** npm writes node_modules/.package-lock.json last, so whatever it lists is installed: https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
function packagesStep() {
  return {
    isDone: () => {
      const installed = readPackages(join(root, 'node_modules/.package-lock.json'));
      const wanted = readPackages(join(root, 'package-lock.json'));
      return (
        installed !== null &&
        Object.entries(wanted ?? {}).every(
          ([path, { version, integrity, optional }]) =>
            path === '' ||
            (path in installed
              ? installed[path].version === version && installed[path].integrity === integrity
              : optional === true),
        )
      );
    },
    run: () => {
      say('installing packages (npm ci) …');
      const done = run(['npm', 'ci', '--include=dev', '--loglevel=warn']);
      if (!done.ok) fail('npm ci failed, see above; mend it and run npm run setup again', done.output);
    },
  };
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null;
}

function machineStep() {
  const wanted = [
    ...(forTests || !['REDIS_URL', 'REDIS_URL_FILE'].some(isSet) ? [REDIS] : []),
    ...(forTests || forPictures ? [CHROMIUM] : []),
    ...(forTests ? [...(isSet('TEST_DATABASE_URL') ? [] : [POSTGRES]), PHP, GIT] : []),
    ...(forPictures ? FONTS : []),
  ];
  const missing = () => wanted.filter((part) => !part.isThere());
  return {
    isDone: () => missing().length === 0,
    run: () => {
      installParts(missing());
      const still = missing();
      if (still.length > 0) fail(cureOf(still));
    },
  };
}

function installParts(parts) {
  const manager = Object.keys(PACKAGE_MANAGERS).find(isOnPath);
  const names = parts.map(({ packages }) => packages[manager]);
  const privilege = manager === undefined || names.includes(undefined) ? null : privilegeFor(manager);
  if (privilege === null) fail(cureOf(parts));

  const { install, refresh } = PACKAGE_MANAGERS[manager];
  // invoke-rc.d starts no service in runlevel 1; under systemd that does not count, so the service is stopped below.
  const prefix = [...privilege, 'env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1'];
  say(`installing ${names.join(', ')} (${manager}) …`);
  let done = run([...prefix, ...install, ...names]);
  if (!done.ok && refresh) {
    done = run([...prefix, ...refresh]);
    if (done.ok) done = run([...prefix, ...install, ...names]);
  }
  if (!done.ok) fail(`${manager} failed, see above; ${cureOf(parts)}`, done.output);

  const services = parts.flatMap(({ service }) => service ?? []);
  if (manager === 'apt-get' && services.length > 0 && existsSync('/run/systemd/system'))
    run([...privilege, 'systemctl', 'disable', '--now', ...services]);
}

/** The words that make a command run as root; null when nobody can give that right here. */
function privilegeFor(manager) {
  if (manager === 'brew' || process.getuid() === 0) return [];
  if (!isOnPath('sudo')) return null;
  const sudo = (flags, stdio) => spawnSync('sudo', flags, { stdio }).status === 0;
  if (sudo(['-n', 'true'], 'ignore') || (process.stdin.isTTY && sudo(['-v'], 'inherit'))) return ['sudo', '-n'];
  return null;
}

function cureOf(parts) {
  return parts.map(({ cure }) => cure).join('; ');
}

/** Directories count too: a source that was deleted or renamed shows in the time of its folder. */
function buildStep() {
  const stamp = join(root, 'dist/.built');
  return {
    isDone: () => existsSync(stamp) && newestChange() <= statSync(stamp).mtimeMs,
    run: () => {
      say('building …');
      const startedAt = new Date();
      rmSync(join(root, 'dist'), { recursive: true, force: true });
      const done = run(['npm', 'run', '--silent', 'build']);
      if (!done.ok) fail('the build failed, see above', done.output);
      writeFileSync(stamp, '');
      utimesSync(stamp, startedAt, startedAt);
    },
  };
}

function newestChange() {
  const settings = ['package-lock.json', 'scripts/bundle.mjs', 'vite.config.ts'];
  const sources = ['src', 'queue'].flatMap((folder) => [
    folder,
    ...readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
  ]);
  const files = [...settings, ...sources].filter((name) => !name.endsWith('.test.ts'));
  return Math.max(...files.map((name) => statSync(join(root, name), { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

/** One setup at a time in a folder, until it ends; the lock of one that was killed is taken over. */
function takeLock() {
  if (isLocked) return;
  for (let waited = false; !makeLock(); waited = true) {
    if (!waited) say('waiting for another setup in this folder …');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  isLocked = true;
  process.on('exit', () => rmSync(lock, { recursive: true, force: true }));
}

function makeLock() {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isAbandoned()) return false;
  try {
    renameSync(lock, `${lock}.${String(process.pid)}`);
    rmSync(`${lock}.${String(process.pid)}`, { recursive: true, force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') fail(`remove the folder ${lock}, it belongs to somebody else`);
  }
  return makeLock();
}

function isAbandoned() {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    if (error.code === 'ESRCH') return true;
    // Its owner is between making the folder and writing its id into it, or died there.
    const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    return error.code === 'ENOENT' && Date.now() - made > 10_000;
  }
}

function run([command, ...args]) {
  const file = join(lock, 'output.log');
  const log = openSync(file, 'w');
  try {
    const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', log, log] });
    return { ok: status === 0, output: error ? error.message : readFileSync(file, 'utf8') };
  } finally {
    closeSync(log);
  }
}

function isSet(variable) {
  if (process.env[variable]) return true;
  const file = join(root, '.env');
  const line = new RegExp(`^[ \\t]*(export[ \\t]+)?${variable}[ \\t]*=[ \\t]*["']?[^\\s"'#]`, 'm');
  return existsSync(file) && line.test(readFileSync(file, 'utf8'));
}

function say(line) {
  console.log(`setup: ${line}`);
}

function fail(cure, output = '') {
  const tail = output.trimEnd().split('\n').slice(-30).join('\n');
  if (tail !== '') console.error(tail);
  console.error(`setup: ${cure}`);
  process.exit(1);
}
