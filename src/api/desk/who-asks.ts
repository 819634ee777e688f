import '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { Ledger } from '../../application/ports/ledger.js';
import { hashSecret } from '../../application/secret-text.js';
import { lesserRole } from '../../domain/person.js';
import type { Asker } from './asked.js';

export const SESSION_COOKIE = 'kawaraban_session';

/** By the token where there is one, else by the session's cookie; null = nobody who is known. */
export async function findAsker(ledger: Ledger, { headers, cookies }: FastifyRequest): Promise<Asker | null> {
  const { authorization } = headers;
  if (authorization !== undefined) {
    const [, token] = /^Bearer +(kwb_[\w-]{43})$/i.exec(authorization) ?? [];
    const used = token === undefined ? null : await ledger.useToken(hashSecret(token));
    if (used === null) return null;
    return { person: used.person, role: lesserRole(used.token.role, used.person.role), by: 'token', session: null };
  }
  const session = cookies[SESSION_COOKIE];
  const person = session === undefined ? null : await ledger.findSession(hashSecret(session));
  return person === null ? null : { person, role: person.role, by: 'session', session: session ?? null };
}

/**
 * Whether another site's page may be behind the request, as browsers tell: by its origin, or where that is missing by its
 * site. Sources: https://fetch.spec.whatwg.org/#origin-header, https://www.w3.org/TR/fetch-metadata/
 */
export function isFromElsewhere({ headers }: FastifyRequest, publicUrl: string | null): boolean {
  const { origin, host = '' } = headers;
  if (origin === undefined) return !['same-origin', 'none'].includes(String(headers['sec-fetch-site'] ?? 'none'));
  if (publicUrl !== null && origin === new URL(publicUrl).origin) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
