import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ACCOUNT_SETTINGS } from '../domain/account.js';
import { TIMING } from '../domain/timing.js';
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
    ['KAWARABAN_KEY', 'sesame'],
    ['KAWARABAN_PUBLIC_URL', 'sesame'],
    ['WEBHOOK_SECRETS', 'sesame'],
    ['WEBHOOK_SECRETS', '{"blog":["sesame"]}'],
    ['DATABASE_URL', 'mysql://sesame'],
    ['REDIS_URL', 'sesame'],
    ['X_API_URL', 'http://sesame.example'],
    ['FACEBOOK_API_URL', 'sesame'],
    ['FACEBOOK_GRAPH_VERSION', 'sesame'],
    ['X_CHARACTER_LIMIT', 'sesame'],
    ['X_MINIMUM_GAP', 'sesame'],
    ['X_POSTS_PER_HOUR', 'sesame'],
    ['X_POSTS_PER_DAY', 'sesame'],
    ['X_QUIET_HOURS', 'sesame'],
    ['X_SLOTS', 'sesame'],
    ['X_RESEND', 'sesame'],
    ['X_MONTHLY_BUDGET', 'sesame'],
    ['X_OVER_BUDGET', 'sesame'],
    ['X_PRICE_POST', 'sesame'],
    ['FACEBOOK_MINIMUM_GAP', 'sesame'],
    ['FACEBOOK_TWO_PHASE', 'sesame'],
    ['KAWARABAN_TIMING', '{"sweepMs":sesame}'],
    ['KAWARABAN_TIMING', '{"sesame":1}'],
    ['KAWARABAN_TIMING', '{"sweepMs":"sesame"}'],
    ['KAWARABAN_TIMING', '"sesame"'],
  ])('a wrong %s is named, its value is not', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(name);
    expect(() => readConfig({ [name]: value })).not.toThrow('sesame');
  });

  it('several mistakes are said at once', () => {
    expect(() => readConfig({ X_SLOTS: '25:00', FACEBOOK_RESEND: 'twice', KAWARABAN_TIMING: '{"lateMs":0}' })).toThrow(
      /KAWARABAN_TIMING\.lateMs must .*\nX_SLOTS must .*\nFACEBOOK_RESEND /,
    );
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

describe('the limits and habits of the accounts', () => {
  it('an account without a word about them has none, and X has its prices', () => {
    const { x, facebook } = readConfig({ KAWARABAN_TIMEZONE: 'Asia/Tokyo' });
    const habits = { ...DEFAULT_ACCOUNT_SETTINGS, zone: 'Asia/Tokyo' };
    expect(facebook.settings).toEqual(habits);
    expect(x.settings).toEqual({
      ...habits,
      prices: { postMicros: 15_000, linkPostMicros: 200_000, altTextMicros: 5_000 },
    });
  });

  it('each network has its own', () => {
    const { x, facebook } = readConfig({
      X_CHARACTER_LIMIT: '4000',
      X_MINIMUM_GAP: '90s',
      X_POSTS_PER_HOUR: '4',
      X_QUIET_HOURS: '23:00-06:00',
      X_RESEND: 'never',
      FACEBOOK_MINIMUM_GAP: '2h',
      FACEBOOK_POSTS_PER_DAY: '12',
      FACEBOOK_SLOTS: '18:00, 08:00,12:30,08:00',
      FACEBOOK_TWO_PHASE: 'true',
    });
    expect(x.settings).toMatchObject({
      characterLimit: 4000,
      minimumGapMs: 90_000,
      postsPerHour: 4,
      postsPerDay: null,
      quietHours: { from: '23:00', to: '06:00' },
      resend: 'never',
      twoPhase: false,
    });
    expect(facebook.settings).toMatchObject({
      minimumGapMs: 7_200_000,
      postsPerDay: 12,
      quietHours: null,
      slots: ['08:00', '12:30', '18:00'],
      resend: 'once',
      twoPhase: true,
      prices: null,
    });
  });

  it.each([
    ['50', 50_000_000],
    ['0', 0],
    ['0.3', 300_000],
    ['19.999999', 19_999_999],
    ['1234567.10', 1_234_567_100_000],
  ])('a budget of %s dollars is exact', (written, monthlyMicros) => {
    expect(readConfig({ X_MONTHLY_BUDGET: written }).x.settings.budget).toEqual({ monthlyMicros, whenOver: 'hold' });
  });

  it('over its budget an account may leave posts out, and may pay other prices', () => {
    const { settings } = readConfig({ X_MONTHLY_BUDGET: '5', X_OVER_BUDGET: 'skip', X_PRICE_POST: '0.01' }).x;
    expect(settings).toMatchObject({ budget: { whenOver: 'skip' }, prices: { postMicros: 10_000 } });
  });

  it.each([
    ['X_MINIMUM_GAP', ['10', '0m', '1d', '-5m', '1.5h']],
    ['X_POSTS_PER_HOUR', ['0', '1.5', '-1']],
    ['X_QUIET_HOURS', ['23-06', '24:00-06:00', '23:00', '08:00-08:00']],
    ['X_SLOTS', ['8:00', '08:60', '08:00;12:30', ',']],
    ['X_MONTHLY_BUDGET', ['$50', '-1', '0.0000001', '1e3', '1,50']],
  ])('%s is not guessed', (name, values) => {
    for (const value of values) expect(() => readConfig({ [name]: value })).toThrow(`${name} must `);
  });
});

describe('the timing of a drill', () => {
  it('is the right one where nobody says otherwise', () => {
    expect(readConfig({}).timing).toEqual(TIMING);
  });

  it('changes what it names, and nothing else', () => {
    const drill = JSON.stringify({ sweepMs: 200, lookUpWindowMs: { x: 900 } });
    expect(readConfig({ KAWARABAN_TIMING: drill }).timing).toEqual({
      ...TIMING,
      sweepMs: 200,
      lookUpWindowMs: { ...TIMING.lookUpWindowMs, x: 900 },
    });
  });

  it.each([
    '{"lateMs":0}',
    '{"lateMs":-1}',
    '{"lateMs":1.5}',
    '{"lookUpWindowMs":{"x":"1"}}',
    '{"sweep":1}',
    '[]',
    '7',
  ])('refuses %s', (drill) => {
    expect(() => readConfig({ KAWARABAN_TIMING: drill })).toThrow(/^KAWARABAN_TIMING\S* (must be|has a name)/);
  });
});
