import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { DashboardFiles } from '../api/dashboard-routes.js';
import { packageRoot } from './package-root.js';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The best first. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** The dashboard as `npm run build` made it; null where it was not built. */
export function readDashboard(): DashboardFiles | null {
  const folder = join(packageRoot(), 'dist', 'dashboard');
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return null;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.flatMap((name) => {
    const type = TYPES[extname(name)];
    if (type === undefined) return [];
    const encoded = ENCODINGS.flatMap(([encoding, ending]) => {
      const file = join(folder, `${name}${ending}`);
      return existsSync(file) ? [[encoding, readFileSync(file)] as const] : [];
    });
    return [[`/${name}`, { type, bytes: readFileSync(join(folder, name)), encoded: new Map(encoded) }] as const];
  });
  return { page: readFileSync(page, 'utf8'), files: new Map(files) };
}
