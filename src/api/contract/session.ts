import { z } from 'zod';
import { route } from './route.js';
import { id, role } from './values.js';

export const login = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(100)
  .regex(/^[\w.@+-]+$/, 'letters from a to z, digits and . _ @ + - alone, without spaces');
export const password = z.string().min(12, 'at least 12 characters').max(200);

export const me = z.object({
  id,
  name: z.string(),
  login: z.string(),
  role,
  /** `token`: an API token asks. */
  by: z.enum(['session', 'token']),
});
export type Me = z.infer<typeof me>;

export const sessionRoutes = {
  signIn: route({
    method: 'POST',
    path: '/api/session',
    role: 'anyone',
    does: 'Signs in: sets the session cookie and ends the session it held. Wrong ones are answered alike (401), too many with 429 and Retry-After.',
    body: z.object({ login, password: z.string().min(1).max(200) }),
    answer: me,
  }),
  whoAmI: route({
    method: 'GET',
    path: '/api/session',
    role: 'viewer',
    does: 'Says who is signed in.',
    answer: me,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/session',
    role: 'viewer',
    does: 'Signs out: ends this session.',
    answer: 'nothing',
  }),
  changePassword: route({
    method: 'PUT',
    path: '/api/session/password',
    role: 'viewer',
    does: 'Changes your own password and ends your other sessions.',
    body: z.object({ current: z.string().min(1).max(200), password }),
    answer: 'nothing',
  }),
  readLink: route({
    method: 'POST',
    path: '/api/links/read',
    role: 'anyone',
    does: 'Says what a one-time link is for: the first person of a newsroom (set-up), or a new password.',
    body: z.object({ link: z.string().min(20).max(100) }),
    answer: z.object({
      purpose: z.enum(['set-up', 'password']),
      /** Whose password; null for a set-up. */
      name: z.string().nullable(),
      login: z.string().nullable(),
    }),
  }),
  setUp: route({
    method: 'POST',
    path: '/api/links/set-up',
    role: 'anyone',
    does: 'Makes the first administrator, by the link that the first start prints, and signs in.',
    body: z.object({ link: z.string().min(20).max(100), name: z.string().trim().min(1).max(80), login, password }),
    answer: me,
  }),
  setPassword: route({
    method: 'POST',
    path: '/api/links/password',
    role: 'anyone',
    does: 'Sets the password of the person whom the link was made for, ends their sessions and signs in.',
    body: z.object({ link: z.string().min(20).max(100), password }),
    answer: me,
  }),
};
