import { describe, expect, it } from 'vitest';
import { readConfig } from '../config/read-config.js';
import { KawarabanError } from '../domain/errors.js';
import { asLedgerError } from './open-newsroom.js';

const ON_POSTGRES = readConfig({ DATABASE_URL: 'postgres://editor:sesame@127.0.0.1/news' });

describe('an error while the newsroom opens', () => {
  it.each([
    'connect ECONNREFUSED 127.0.0.1:5432',
    'read ECONNRESET',
    'timeout exceeded when trying to connect',
    'Connection terminated unexpectedly',
    'terminating connection due to administrator command',
    'Client has encountered a connection error and is not queryable',
    'the database system is starting up',
    'the database system is shutting down',
    'password authentication failed for user "editor"',
    'database "news" does not exist',
  ])('of PostgreSQL says so, in none of its words: %s', (words) => {
    const error = asLedgerError(Object.assign(new Error(words), { code: '57P01' }), ON_POSTGRES);
    expect(error).toMatchObject({
      code: 'KWB_LEDGER_UNREACHABLE',
      message:
        'PostgreSQL (DATABASE_URL) cannot be used: 57P01. Is it running, and do user, password and database exist?',
    });
  });

  it('of anything else is left as it is', () => {
    const [bug, mistake] = [new Error('no'), new KawarabanError('KWB_CONFIG_INVALID', 'a password is missing')];
    expect(asLedgerError(bug, ON_POSTGRES)).toBe(bug);
    expect(asLedgerError(mistake, ON_POSTGRES)).toBe(mistake);
    const refused = new Error('connect ECONNREFUSED 127.0.0.1:6379');
    expect(asLedgerError(refused, readConfig({}))).toBe(refused);
  });
});
