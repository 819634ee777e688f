import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { DashboardFiles } from '../api/dashboard-routes.js';
import { packageRoot } from './package-root.js';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The dashboard as `npm run build` made it; null where it was not built. */
export function readDashboard(): DashboardFiles | null {
  const folder = join(packageRoot(), 'dist', 'dashboard');
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return null;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.flatMap((name) => {
    const type = TYPES[extname(name)];
    return type === undefined ? [] : [[`/${name}`, { type, bytes: readFileSync(join(folder, name)) }] as const];
  });
  return { page: readFileSync(page, 'utf8'), files: new Map(files) };
}
