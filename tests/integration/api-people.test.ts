import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeLink } from '../../src/application/sign-in.js';
import { ApiDesk, Colleague } from '../support/api-desk.js';

const PASSWORD = 'the ferry sails at nine';
const ILSE = { name: 'Ilse Varnai', login: 'ilse', password: PASSWORD };

describe('signing in', () => {
  let desk: ApiDesk;
  beforeEach(async () => {
    desk = await ApiDesk.open();
  });
  afterEach(() => desk.close());

  const setUp = async () => desk.send('setUp', { body: { link: await makeLink(desk, null), ...ILSE } });
  const signIn = (login: string, password: string) => desk.send('signIn', { body: { login, password } });
  const cookieOf = (reply: { readonly cookies: readonly { readonly name: string; readonly value: string }[] }) => ({
    cookie: `kawaraban_session=${reply.cookies[0]?.value ?? ''}`,
  });

  it('begins with the link of the first start, which works once', async () => {
    const link = await makeLink(desk, null);
    expect((await desk.send('readLink', { body: { link } })).json()).toMatchObject({ purpose: 'set-up' });
    const reply = await desk.send('setUp', { body: { link, ...ILSE } });
    expect(reply.json()).toMatchObject({ name: 'Ilse Varnai', role: 'admin', by: 'session' });
    expect(reply.cookies).toMatchObject([{ name: 'kawaraban_session', httpOnly: true, sameSite: 'Lax', path: '/' }]);
    expect((await desk.send('setUp', { body: { link, ...ILSE, login: 'eve' } })).statusCode).toBe(410);
    expect((await desk.send('whoAmI', { headers: cookieOf(reply) })).json()).toMatchObject({ login: 'ilse' });
  });

  it('keeps no secret that could be used', async () => {
    const reply = await setUp();
    const session = reply.cookies[0]?.value ?? '';
    const found = await desk.ledger.findPassword('ilse');
    expect(found?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await desk.ledger.findSession(session)).toBeNull();
  });

  it('takes another session each time, and signing out ends it', async () => {
    const first = cookieOf(await setUp());
    const second = cookieOf(await signIn(' ILSE ', PASSWORD));
    expect(second).not.toEqual(first);
    expect((await desk.send('signOut', { headers: second })).statusCode).toBe(204);
    expect((await desk.send('whoAmI', { headers: second })).statusCode).toBe(401);
    expect((await desk.send('whoAmI', { headers: first })).statusCode).toBe(200);
  });

  it('ends the session that the browser had, whoever signed in there', async () => {
    const first = cookieOf(await setUp());
    const again = (headers: Readonly<Record<string, string>>, password: string) =>
      desk.send('signIn', { headers, body: { login: 'ilse', password } });
    expect((await again(first, 'wrong')).statusCode).toBe(401);
    expect((await desk.send('whoAmI', { headers: first })).statusCode).toBe(200);
    const second = cookieOf(await again(first, PASSWORD));
    expect((await desk.send('whoAmI', { headers: first })).statusCode).toBe(401);

    const marek = await desk.ledger.addPerson({ name: 'Marek', login: 'marek', role: 'editor' });
    const link = await makeLink(desk, marek.id);
    const third = await desk.send('setPassword', { headers: second, body: { link, password: PASSWORD } });
    expect(third.json()).toMatchObject({ login: 'marek' });
    expect((await desk.send('whoAmI', { headers: second })).statusCode).toBe(401);
    expect((await desk.send('whoAmI', { headers: cookieOf(third) })).json()).toMatchObject({ login: 'marek' });
    const { items } = await desk.ledger.searchAudit({ kind: 'signed-out' }, { cursor: null, limit: 10 });
    expect(items.map(({ by }) => by?.name)).toEqual(['Ilse Varnai', 'Ilse Varnai']);
  });

  it('with the cookie of a session that is over, or none of ours, is as good as without', async () => {
    const first = cookieOf(await setUp());
    await desk.send('signOut', { headers: first });
    for (const headers of [first, { cookie: 'kawaraban_session=%00' }, { cookie: 'kawaraban_session=' }]) {
      const reply = await desk.send('signIn', { headers, body: { login: 'ilse', password: PASSWORD } });
      expect((await desk.send('whoAmI', { headers: cookieOf(reply) })).statusCode).toBe(200);
    }
  });

  it('says the same to a wrong password and to a name that nobody has, and then to wait', async () => {
    await setUp();
    const wrong = await signIn('ilse', 'wrong');
    const unknown = await signIn('nobody', 'wrong');
    expect([wrong.statusCode, wrong.body]).toEqual([401, unknown.body]);
    for (const login of ['ilse', 'nobody']) {
      for (let tries = 1; tries < 5; tries += 1) await signIn(login, 'wrong');
      const tired = await signIn(login, PASSWORD);
      expect(tired.statusCode).toBe(429);
      const seconds = Number(tired.headers['retry-after']);
      expect(seconds).toBeGreaterThan(10);
      expect(seconds).toBeLessThanOrEqual(30);
    }
  });

  it('is refused to a page of another site, as is every change', async () => {
    const headers = { ...cookieOf(await setUp()), host: 'desk.example', origin: 'https://evil.example' };
    const body = { editorsNeedApproval: true };
    for (const foreign of [headers, { ...headers, origin: 'null' }]) {
      const reply = await desk.send('changeSettings', { headers: foreign, body });
      expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([403, 'KWB_FOREIGN_ORIGIN']);
    }
    const own = { ...headers, origin: 'https://desk.example' };
    expect((await desk.send('changeSettings', { headers: own, body })).statusCode).toBe(200);
  });

  it('a new password ends the other sessions, and the old one opens nothing', async () => {
    const here = cookieOf(await setUp());
    const elsewhere = cookieOf(await signIn('ilse', PASSWORD));
    const body = { current: PASSWORD, password: 'another ferry, another time' };
    const wrong = await desk.send('changePassword', { headers: here, body: { ...body, current: 'the train' } });
    const title = 'your current password is not right: nothing is changed';
    expect(wrong.json()).toMatchObject({ status: 401, code: 'KWB_SIGN_IN_FAILED', title });
    const changed = await desk.send('changePassword', { headers: here, body });
    expect((await desk.send('whoAmI', { headers: cookieOf(changed) })).statusCode).toBe(200);
    for (const headers of [here, elsewhere]) expect((await desk.send('whoAmI', { headers })).statusCode).toBe(401);
    expect((await signIn('ilse', PASSWORD)).statusCode).toBe(401);
  });
});

describe('people and their tokens', () => {
  let desk: ApiDesk;
  let admin: Colleague;
  beforeEach(async () => {
    desk = await ApiDesk.open({ KAWARABAN_PUBLIC_URL: 'https://desk.example' });
    admin = await desk.join('Admin', 'admin');
  });
  afterEach(() => desk.close());

  it('a new colleague chooses a password by a link, and is out when disabled', async () => {
    const { person, link } = await admin.ask('addPerson', { body: { name: 'Marek', login: 'Marek', role: 'editor' } });
    expect(link).toMatch(/^https:\/\/desk\.example\/password#[\w-]{43}$/);
    const secret = link.split('#')[1];
    const chosen = await desk.send('setPassword', { body: { link: secret, password: PASSWORD } });
    expect(chosen.json()).toMatchObject({ login: 'marek', role: 'editor' });
    const headers = { cookie: `kawaraban_session=${chosen.cookies[0]?.value ?? ''}` };
    expect(await admin.ask('changePerson', { params: { id: person.id }, body: { state: 'disabled' } })).toMatchObject({
      state: 'disabled',
    });
    expect((await desk.send('whoAmI', { headers })).statusCode).toBe(401);
    expect(await admin.refusal('addPerson', { body: { name: 'M', login: 'marek', role: 'viewer' } })).toBe(
      '409 KWB_NAME_TAKEN',
    );
    const { items } = await admin.ask('listAudit');
    expect(items.map(({ kind }) => kind)).toEqual([
      'person-changed',
      'signed-in',
      'password-changed',
      'link-made',
      'person-added',
    ]);
  });

  it('a token acts for its person, with the lesser of both roles, and gives no rights away', async () => {
    const { secret, token } = await admin.ask('addToken', { body: { name: 'ci', role: 'editor' } });
    const bot = new Colleague(desk, admin.person, { authorization: `Bearer ${secret}` });
    expect(await bot.ask('whoAmI')).toMatchObject({ role: 'editor', by: 'token' });
    expect(await bot.refusal('changeSettings', { body: {} })).toBe('403 KWB_NOT_ALLOWED');
    expect(await bot.refusal('addToken', { body: { name: 'more', role: 'editor' } })).toBe('403 KWB_NOT_ALLOWED');
    await bot.ask('startSilence', { body: { reason: 'the vigil' } });
    const { items } = await admin.ask('listAudit', { query: { kind: 'silence-started' } });
    expect(items).toMatchObject([{ by: { id: admin.person.id, name: 'Admin (by a token)' } }]);
    await desk.join('Second', 'admin');
    await desk.ledger.changePerson(admin.person.id, { role: 'viewer' });
    expect(await bot.ask('whoAmI')).toMatchObject({ role: 'viewer' });
    await admin.ask('removeToken', { params: { id: token.id } });
    expect((await bot.send('whoAmI')).statusCode).toBe(401);
  });

  it('who is disabled and enabled again has neither the tokens nor the calendar of before', async () => {
    const editor = await desk.join('Editor', 'editor');
    const { secret } = await editor.ask('addToken', { body: { name: 'ci', role: 'editor' } });
    await editor.ask('makeCalendarLink');
    for (const state of ['disabled', 'active'] as const)
      await admin.ask('changePerson', { params: { id: editor.person.id }, body: { state } });
    const bot = new Colleague(desk, editor.person, { authorization: `Bearer ${secret}` });
    expect(await bot.refusal('whoAmI')).toBe('401 KWB_SIGNED_OUT');
    expect(await desk.ledger.findCalendarLink(editor.person.id)).toBeNull();
    expect((await admin.ask('listTokens')).items).toEqual([]);
  });

  it.each(['viewer', 'admin'] as const)('a token of the role %s ends no token, nor itself', async (role) => {
    const { token: other } = await admin.ask('addToken', { body: { name: 'backup', role: 'admin' } });
    const { secret, token } = await admin.ask('addToken', { body: { name: 'ci', role } });
    const bot = new Colleague(desk, admin.person, { authorization: `Bearer ${secret}` });
    for (const { id } of [other, token]) {
      const reply = await bot.send('removeToken', { params: { id } });
      expect(reply.json()).toMatchObject({
        ...{ status: 403, code: 'KWB_NOT_ALLOWED' },
        title: 'a token may not do this: sign in yourself',
      });
    }
    const body = { current: PASSWORD, password: 'another ferry, another time' };
    expect(await bot.refusal('changePassword', { body })).toBe('403 KWB_NOT_ALLOWED');
    expect((await admin.ask('listTokens')).items).toHaveLength(2);
  });

  it('nobody makes a token that may more than they', async () => {
    const editor = await desk.join('Editor', 'editor');
    expect(await editor.refusal('addToken', { body: { name: 'x', role: 'admin' } })).toBe('403 KWB_NOT_ALLOWED');
    const { token } = await admin.ask('addToken', { body: { name: 'mine', role: 'viewer' } });
    expect((await editor.ask('listTokens')).items).toEqual([]);
    expect(await editor.refusal('removeToken', { params: { id: token.id } })).toBe('404 KWB_NOT_FOUND');
  });
});
