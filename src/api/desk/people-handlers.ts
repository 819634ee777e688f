import { hashSecret, newSecret } from '../../application/secret-text.js';
import { makeLink } from '../../application/sign-in.js';
import { KawarabanError } from '../../domain/errors.js';
import { isAtLeast, type ApiToken, type Person } from '../../domain/person.js';
import type { peopleRoutes, tokenRoutes } from '../contract/people.js';
import type { Handlers } from './asked.js';
import type { Desk } from './desk.js';
import { Refusal } from './refusal.js';
import { refuseTokens } from './session-handlers.js';
import { writeInstant } from './views.js';

export function peopleHandlers({ ports, publicUrl }: Desk): Handlers<keyof typeof peopleRoutes> {
  const linkOf = (secret: string): string => `${publicUrl ?? ''}/password#${secret}`;
  return {
    listPeople: async ({ ledger }) => ({ items: (await ledger.listPeople()).map(toPersonBody) }),
    addPerson: async ({ ledger, asker, body }) => {
      refuseTokens(asker);
      const person = await ledger.addPerson(body);
      return { person: toPersonBody(person), link: linkOf(await makeLink({ ledger }, person.id)) };
    },
    changePerson: async ({ ledger, asker, params, body }) => {
      refuseTokens(asker);
      return toPersonBody(await ledger.changePerson(params.id, body));
    },
    resetPassword: async ({ ledger, asker, params }) => {
      refuseTokens(asker);
      const person = await ports.ledger.findPerson(params.id);
      if (person === null) throw new KawarabanError('KWB_NOT_FOUND', `there is no person ${params.id}`);
      return { person: toPersonBody(person), link: linkOf(await makeLink({ ledger }, person.id)) };
    },
  };
}

export function tokenHandlers(): Handlers<keyof typeof tokenRoutes> {
  return {
    listTokens: async ({ ledger, asker: { person, role } }) => ({
      items: (await ledger.listTokens(role === 'admin' ? null : person.id)).map(toTokenBody),
    }),
    addToken: async ({ ledger, asker, body: { name, role, expiresAt } }) => {
      refuseTokens(asker);
      if (!isAtLeast(asker.role, role))
        throw new Refusal('KWB_NOT_ALLOWED', `a token may do at most what you may: ${asker.role}`);
      const secret = `kwb_${newSecret()}`;
      const wanted = { name, role, expiresAt: expiresAt === null ? null : new Date(expiresAt) };
      return { token: toTokenBody(await ledger.addToken(asker.person.id, wanted, hashSecret(secret))), secret };
    },
    removeToken: async ({ ledger, asker, params }) => {
      refuseTokens(asker);
      const { person, role } = asker;
      const theirs = await ledger.listTokens(role === 'admin' ? null : person.id);
      if (!theirs.some(({ id }) => id === params.id))
        throw new KawarabanError('KWB_NOT_FOUND', `you have no token ${params.id}`);
      await ledger.removeToken(params.id);
      return undefined;
    },
  };
}

function toPersonBody({ createdAt, lastSeenAt, ...person }: Person) {
  return { ...person, createdAt: createdAt.toISOString(), lastSeenAt: writeInstant(lastSeenAt) };
}

function toTokenBody({ createdAt, expiresAt, lastUsedAt, ...token }: ApiToken) {
  return {
    ...token,
    createdAt: createdAt.toISOString(),
    expiresAt: writeInstant(expiresAt),
    lastUsedAt: writeInstant(lastUsedAt),
  };
}
