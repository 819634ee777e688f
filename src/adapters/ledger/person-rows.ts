import type { ApiToken, Person, Role } from '../../domain/person.js';
import { toDate } from './rows.js';
import type { PersonRow, TokenRow } from './people-schema.js';

export function toPerson(row: PersonRow): Person {
  return {
    id: row.id,
    name: row.name,
    login: row.login,
    role: row.role as Role,
    state: row.state as Person['state'],
    hasPassword: row.password_hash !== null,
    createdAt: new Date(row.created_at),
    lastSeenAt: toDate(row.last_seen_at),
  };
}

export function toToken(row: TokenRow, person: ApiToken['person']): ApiToken {
  return {
    id: row.id,
    name: row.name,
    role: row.role as Role,
    person,
    createdAt: new Date(row.created_at),
    expiresAt: toDate(row.expires_at),
    lastUsedAt: toDate(row.last_used_at),
  };
}
