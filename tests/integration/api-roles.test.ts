import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../../src/domain/person.js';
import { ROUTES, type RouteName } from '../../src/api/contract/routes.js';
import type { Route } from '../../src/api/contract/route.js';
import { ApiDesk, type Colleague } from '../support/api-desk.js';

const NAMES = Object.keys(ROUTES) as RouteName[];
const routeOf = (name: RouteName): Route => ROUTES[name];

describe('what each role may do', () => {
  let desk: ApiDesk;
  let people: Colleague[];
  beforeAll(async () => {
    desk = await ApiDesk.open();
    people = await Promise.all(ROLES.map((role) => desk.join(role, role)));
  });
  afterAll(() => desk.close());

  it('every operation of the contract is served, each at one address', () => {
    for (const name of NAMES)
      expect(desk.api.hasRoute({ method: routeOf(name).method, url: routeOf(name).path })).toBe(true);
    expect(new Set(NAMES.map((name) => `${routeOf(name).method} ${routeOf(name).path}`)).size).toBe(NAMES.length);
  });

  it.each(NAMES.filter((name) => routeOf(name).role !== 'anyone'))(
    '%s is refused to strangers, then to lower roles, and only then for what it says',
    async (name) => {
      const { role, answer } = routeOf(name);
      const wrong = { query: { limit: 'many', from: 'x' }, headers: { 'content-type': 'application/json' }, body: '{' };
      const stranger = await desk.send(name, wrong);
      expect([stranger.statusCode, stranger.json<{ code: string }>().code]).toEqual([401, 'KWB_SIGNED_OUT']);
      for (const colleague of people) {
        const mayAsk = ROLES.indexOf(colleague.person.role) >= ROLES.indexOf(role as (typeof ROLES)[number]);
        if (!mayAsk) expect(await colleague.refusal(name, wrong)).toBe('403 KWB_NOT_ALLOWED');
        else if (answer !== 'stream' && name !== 'signOut')
          expect((await colleague.send(name, wrong)).statusCode).not.toBe(403);
      }
    },
  );

  it.each(NAMES.filter((name) => routeOf(name).body !== undefined && routeOf(name).body !== 'bytes'))(
    '%s says which field of it is not right',
    async (name) => {
      const admin = people.at(-1);
      const params = { network: 'x', file: 'default' };
      const reply = await admin?.send(name, { params, body: { strange: true }, headers: { 'if-match': '"1"' } });
      const isFree = ['changePerson', 'changeSettings'].includes(name);
      expect(reply?.statusCode).toBe(isFree ? (name === 'changePerson' ? 404 : 200) : 400);
      if (isFree) return;
      expect(reply?.headers['content-type']).toContain('application/problem+json');
      expect(reply?.json()).toMatchObject({ code: 'KWB_INPUT_INVALID', status: 400 });
    },
  );

  it('what is at no address is said as an error too', async () => {
    const reply = await desk.api.inject('/api/nothing');
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([404, 'KWB_NOT_FOUND']);
  });

  it('the document for programs lists every operation, and the page for people runs no script', async () => {
    const reply = await desk.api.inject('/api/openapi.json');
    const document = reply.json<{ openapi: string; paths: Record<string, Record<string, { operationId: string }>> }>();
    expect(document.openapi).toBe('3.1.0');
    const ids = Object.values(document.paths).flatMap((path) => Object.values(path).map((each) => each.operationId));
    expect(ids.sort()).toEqual([...NAMES].sort());
    const page = await desk.api.inject('/api/docs');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/);
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    expect(page.body).not.toContain('<script');
  });
});
