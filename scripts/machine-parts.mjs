import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a machine may lack: the executables of which one is enough, and its package by package manager. */
export const REDIS = {
  isThere: () => ['redis-server', 'valkey-server'].some(isOnPath),
  packages: { 'apt-get': 'redis-server', dnf: 'redis', apk: 'redis', brew: 'redis' },
  service: 'redis-server',
  cure: 'install redis-server or valkey-server, or set REDIS_URL',
};
export const CHROMIUM = {
  isThere: () => ['chromium', 'chromium-browser', 'google-chrome'].some(isOnPath),
  packages: { 'apt-get': 'chromium', dnf: 'chromium', apk: 'chromium' },
  cure: 'install Chromium, so that chromium or google-chrome is on PATH',
};
export const POSTGRES = {
  isThere: () => [...pathFolders(), ...debianPostgresFolders()].some((folder) => hasPostgres(folder)),
  packages: { 'apt-get': 'postgresql', dnf: 'postgresql-server', apk: 'postgresql', brew: 'postgresql@17' },
  service: 'postgresql',
  cure: "install PostgreSQL's server, so that initdb and postgres are on PATH, or set TEST_DATABASE_URL",
};
export const PHP = {
  isThere: () => isOnPath('php'),
  packages: { 'apt-get': 'php-cli', dnf: 'php-cli', apk: 'php', brew: 'php' },
  cure: "install PHP's command line, so that php is on PATH",
};
export const GIT = {
  isThere: () => isOnPath('git'),
  packages: { 'apt-get': 'git', dnf: 'git', apk: 'git', brew: 'git' },
  cure: 'install git',
};
/** Those that the dashboard's fonts name for Linux, and one for Japanese: without them the pictures show other letters. */
export const FONTS = [
  ['Inter', 'fonts-inter'],
  ['Charis SIL', 'fonts-sil-charis'],
  ['Noto Serif CJK JP', 'fonts-noto-cjk'],
].map(([family, debian]) => ({
  isThere: () => hasFont(family),
  packages: { 'apt-get': debian },
  cure: `install the font ${family}`,
}));

function pathFolders() {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
}

export function isOnPath(command) {
  return pathFolders().some((folder) => isExecutable(join(folder, command)));
}

function debianPostgresFolders() {
  const folder = '/usr/lib/postgresql';
  return existsSync(folder) ? readdirSync(folder).map((version) => join(folder, version, 'bin')) : [];
}

function hasPostgres(folder) {
  return ['initdb', 'postgres'].every((name) => isExecutable(join(folder, name)));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** fontconfig, which Chromium brings, knows what is installed. */
function hasFont(family) {
  return spawnSync('fc-list', [family], { encoding: 'utf8' }).stdout?.trim().length > 0;
}
