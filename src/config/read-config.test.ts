import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './read-config.js';
import { SECRETS, VARIABLE_NAMES } from './variables.js';

const X = { X_API_KEY: 'k', X_API_KEY_SECRET: 'ks', X_ACCESS_TOKEN: '12-t', X_ACCESS_TOKEN_SECRET: 'ts' };

describe('the configuration', () => {
  it('an empty environment is a demo on this machine', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', redisUrl: null, ledger: { kind: 'sqlite' } });
    expect([config.x.credentials, config.facebook.credentials]).toEqual([null, null]);
  });

  it('an empty variable is an unset one', () => {
    expect(readConfig({ X_API_KEY: '', KAWARABAN_PORT: ' ' })).toMatchObject({ port: 3000, x: { credentials: null } });
  });

  it.each(Object.keys(X))('half-set credentials name the variable that is missing: %s', (missing) => {
    const half = Object.fromEntries(Object.entries(X).filter(([name]) => name !== missing));
    expect(() => readConfig(half)).toThrow(`${missing} is not set`);
  });

  it('a Page without its app secret is a mistake', () => {
    expect(() => readConfig({ FACEBOOK_PAGE_ID: '1', FACEBOOK_PAGE_ACCESS_TOKEN: 't' })).toThrow(
      'FACEBOOK_APP_SECRET is not set',
    );
  });

  it.each([
    ['KAWARABAN_PORT', 'sesame-99'],
    ['KAWARABAN_TIMEZONE', 'sesame/zone'],
    ['DATABASE_URL', 'mysql://sesame'],
    ['REDIS_URL', 'sesame'],
    ['X_API_URL', 'http://sesame.example'],
    ['FACEBOOK_API_URL', 'sesame'],
    ['FACEBOOK_GRAPH_VERSION', 'sesame'],
    ['X_CHARACTER_LIMIT', 'sesame'],
  ])('a wrong %s is named, its value is not', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(name);
    expect(() => readConfig({ [name]: value })).not.toThrow('sesame');
  });

  it('a simulated account speaks to this machine only', () => {
    expect(readConfig({ X_API_URL: 'http://127.0.0.1:4001/' }).x.apiUrl).toBe('http://127.0.0.1:4001');
    expect(() => readConfig({ X_API_URL: 'https://proxy.example' })).toThrow('X_API_URL');
    expect(readConfig({ ...X, X_API_URL: 'https://proxy.example' }).x.apiUrl).toBe('https://proxy.example');
  });

  it('a secret may come from a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kwb-config-'));
    const file = join(folder, 'token');
    writeFileSync(file, 'from-a-file\n');
    const rest = { ...X, X_ACCESS_TOKEN: '' };
    expect(readConfig({ ...rest, X_ACCESS_TOKEN_FILE: file }).x.credentials?.accessToken).toBe('from-a-file');
    expect(() => readConfig({ ...X, X_ACCESS_TOKEN_FILE: file })).toThrow('both set');
    rmSync(folder, { recursive: true });
    expect(() => readConfig({ ...rest, X_ACCESS_TOKEN_FILE: file })).toThrow('X_ACCESS_TOKEN_FILE');
  });

  it('.env.example explains every variable, and nothing else', () => {
    const named = readFileSync('.env.example', 'utf8').match(/^#? ?[A-Z][A-Z0-9_]+(?==)/gm) ?? [];
    expect(named.map((line) => line.replace(/^#? ?/, '')).sort()).toEqual([...VARIABLE_NAMES].sort());
    for (const secret of SECRETS) expect(VARIABLE_NAMES).toContain(secret);
  });
});
