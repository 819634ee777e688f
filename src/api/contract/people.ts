import { z } from 'zod';
import { route } from './route.js';
import { login } from './session.js';
import { id, instant, role } from './values.js';

export const person = z.object({
  id,
  name: z.string(),
  login: z.string(),
  role,
  state: z.enum(['active', 'disabled']),
  /** Null while no password was chosen. */
  hasPassword: z.boolean(),
  createdAt: instant,
  lastSeenAt: instant.nullable(),
});

const linked = z.object({
  person,
  /** Opens once, and for three days: for them to choose a password. */
  link: z.string(),
});

const ofPerson = z.object({ id });
const personName = z.string().trim().min(1).max(80);

export const peopleRoutes = {
  listPeople: route({
    method: 'GET',
    path: '/api/people',
    role: 'viewer',
    does: 'Lists the people of the newsroom.',
    answer: z.object({ items: z.array(person) }),
  }),
  addPerson: route({
    method: 'POST',
    path: '/api/people',
    role: 'admin',
    does: 'Adds a person; the answer holds the link by which they choose a password.',
    body: z.object({ name: personName, login, role }),
    answer: linked,
  }),
  changePerson: route({
    method: 'PATCH',
    path: '/api/people/:id',
    role: 'admin',
    does: 'Changes name, role or state; one who is disabled is signed out; their tokens, links and calendar address end. One administrator stays.',
    params: ofPerson,
    body: z.object({
      name: personName.exactOptional(),
      role: role.exactOptional(),
      state: z.enum(['active', 'disabled']).exactOptional(),
    }),
    answer: person,
  }),
  resetPassword: route({
    method: 'POST',
    path: '/api/people/:id/reset',
    role: 'admin',
    does: 'Makes a link for a new password; the old one counts until it is used.',
    params: ofPerson,
    answer: linked,
  }),
};

export const token = z.object({
  id,
  name: z.string(),
  role,
  person: z.object({ id, name: z.string() }),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});

export const tokenRoutes = {
  listTokens: route({
    method: 'GET',
    path: '/api/tokens',
    role: 'viewer',
    does: 'Lists your API tokens; an administrator sees all.',
    answer: z.object({ items: z.array(token) }),
  }),
  addToken: route({
    method: 'POST',
    path: '/api/tokens',
    role: 'viewer',
    does: 'Makes an API token that acts for you, with a role of at most yours. It is shown once. A token makes none.',
    body: z.object({
      name: z.string().trim().min(1).max(80),
      role,
      expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
    }),
    answer: z.object({ token, secret: z.string() }),
  }),
  removeToken: route({
    method: 'DELETE',
    path: '/api/tokens/:id',
    role: 'viewer',
    does: 'Ends a token: your own; an administrator, any. A token ends none.',
    params: z.object({ id }),
    answer: 'nothing',
  }),
};
