import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Person } from '../../src/domain/person.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import type { Engine } from '../support/test-databases.js';

const DAY_MS = 24 * 3_600_000;
const ILSE = { name: 'Ilse Varnai', login: 'ilse', role: 'admin' } as const;
const MAREK = { name: 'Marek Oduya', login: 'marek', role: 'editor' } as const;

describe.each<Engine>(['sqlite', 'postgres'])('the people of a newsroom with the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  let ilse: Person;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
    ilse = await desk.ledger.addPerson(ILSE);
  });
  afterEach(() => desk.close());

  it('have a login each, and one administrator stays', async () => {
    await expect(desk.ledger.addPerson({ ...MAREK, login: 'ilse' })).rejects.toMatchObject({ code: 'KWB_NAME_TAKEN' });
    for (const change of [{ role: 'viewer' }, { state: 'disabled' }] as const)
      await expect(desk.ledger.changePerson(ilse.id, change)).rejects.toMatchObject({ code: 'KWB_LAST_ADMIN' });
    await desk.ledger.addPerson({ ...MAREK, role: 'admin' });
    expect(await desk.ledger.changePerson(ilse.id, { role: 'approver' })).toMatchObject({ role: 'approver' });
    expect((await desk.ledger.listPeople()).map(({ name }) => name)).toEqual(['Ilse Varnai', 'Marek Oduya']);
  });

  it('two administrators who demote each other at once leave one', async () => {
    const marek = await desk.ledger.addPerson({ ...MAREK, role: 'admin' });
    await Promise.allSettled([ilse, marek].map(({ id }) => desk.ledger.changePerson(id, { role: 'viewer' })));
    expect((await desk.ledger.listPeople()).filter(({ role }) => role === 'admin')).toHaveLength(1);
  });

  it('are signed in until the session ends, is unused for long, or they are disabled', async () => {
    const marek = await desk.ledger.addPerson(MAREK);
    for (const secret of ['one', 'two', 'three']) await desk.ledger.openSession(marek.id, secret);
    expect(await desk.ledger.findSession('one')).toMatchObject(MAREK);
    await desk.ledger.endSession('one');
    expect(await desk.ledger.findSession('one')).toBeNull();
    desk.clock.advance(10 * DAY_MS);
    expect(await desk.ledger.findSession('two')).not.toBeNull();
    desk.clock.advance(10 * DAY_MS);
    expect(await desk.ledger.findSession('two')).not.toBeNull();
    expect(await desk.ledger.findSession('three')).toBeNull();
    await desk.ledger.changePerson(marek.id, { state: 'disabled' });
    expect(await desk.ledger.findSession('two')).toBeNull();
  });

  it('choose a password by a link that opens once, and their other sessions end', async () => {
    await desk.ledger.openSession(ilse.id, 'elsewhere');
    await desk.ledger.makeLink(ilse.id, 'link');
    expect(await desk.ledger.findPassword('ilse')).toBeNull();
    expect(await desk.ledger.findLink('link')).toMatchObject({ person: { login: 'ilse' } });
    expect(await desk.ledger.choosePassword('link', 'hash')).toMatchObject({ login: 'ilse', hasPassword: true });
    expect(await desk.ledger.findPassword('ilse')).toMatchObject({ passwordHash: 'hash' });
    expect(await desk.ledger.choosePassword('link', 'another')).toBeNull();
    expect(await desk.ledger.findSession('elsewhere')).toBeNull();
    await desk.ledger.makeLink(ilse.id, 'late');
    desk.clock.advance(4 * DAY_MS);
    expect(await desk.ledger.choosePassword('late', 'another')).toBeNull();
  });

  it('the link for the first person makes nobody where there is somebody', async () => {
    await desk.ledger.makeLink(null, 'set-up');
    expect(await desk.ledger.findLink('set-up')).toBeNull();
    expect(await desk.ledger.setUp('set-up', MAREK, 'hash')).toBeNull();
  });

  it('have tokens that last as long as they say, and as they themselves are there', async () => {
    const wanted = { name: 'ci', role: 'viewer', expiresAt: desk.in(DAY_MS) } as const;
    await desk.ledger.addToken(ilse.id, wanted, 'secret');
    await expect(desk.ledger.addToken(ilse.id, wanted, 'other')).rejects.toMatchObject({ code: 'KWB_NAME_TAKEN' });
    expect(await desk.ledger.useToken('secret')).toMatchObject({
      token: { role: 'viewer' },
      person: { login: 'ilse' },
    });
    expect(await desk.ledger.listTokens(ilse.id)).toMatchObject([{ name: 'ci', lastUsedAt: desk.in(0) }]);
    desk.clock.advance(DAY_MS);
    expect(await desk.ledger.useToken('secret')).toBeNull();
    const endless = await desk.ledger.addToken(ilse.id, { ...wanted, name: 'x', expiresAt: null }, 'other');
    await desk.ledger.removeToken(endless.id);
    expect(await desk.ledger.useToken('other')).toBeNull();
  });

  it('who are disabled come back with nothing that opened the door before', async () => {
    const marek = await desk.ledger.addPerson(MAREK);
    const hold = async (secret: string) => {
      await desk.ledger.openSession(marek.id, secret);
      await desk.ledger.addToken(marek.id, { name: secret, role: 'viewer', expiresAt: null }, secret);
      await desk.ledger.makeCalendarLink(marek.id, secret);
      await desk.ledger.makeLink(marek.id, secret);
    };
    const listOpen = async (secret: string) => {
      const { ledger } = desk;
      const found = {
        session: await ledger.findSession(secret),
        token: await ledger.useToken(secret),
        calendar: await ledger.useCalendarLink(secret),
        link: await ledger.findLink(secret),
      };
      return Object.entries(found).flatMap(([name, opened]) => (opened === null ? [] : [name]));
    };
    await hold('before');
    await desk.ledger.changePerson(marek.id, { role: 'viewer' });
    expect(await listOpen('before')).toEqual(['session', 'token', 'calendar', 'link']);
    await desk.ledger.changePerson(marek.id, { state: 'disabled' });
    // By requests that were let in right before; an administrator has a link ready for the day of their return.
    await hold('meanwhile');
    await desk.ledger.changePerson(marek.id, { state: 'active' });
    expect(await listOpen('before')).toEqual([]);
    expect(await listOpen('meanwhile')).toEqual(['link']);
    expect(await desk.ledger.listTokens(null)).toEqual([]);
    await hold('afterwards');
    expect(await listOpen('afterwards')).toEqual(['session', 'token', 'calendar', 'link']);
  });

  it('who try in vain wait longer each time, a hundred at once too, and a right one is forgiven', async () => {
    const keys = [{ key: 'ilse', freeTries: 5 }];
    const tries = await Promise.all(Array.from({ length: 20 }, () => desk.ledger.countTry(keys)));
    expect(tries.filter((until) => until === null)).toHaveLength(5);
    expect(await desk.ledger.countTry(keys)).toEqual(desk.in(30_000));
    desk.clock.advance(30_000);
    expect(await desk.ledger.countTry(keys)).toBeNull();
    expect(await desk.ledger.countTry(keys)).toEqual(desk.in(60_000));
    await desk.ledger.forgetTries(keys);
    expect(await desk.ledger.countTry(keys)).toBeNull();
  });
});

describe.each<Engine>(['sqlite', 'postgres'])('the first start with the ledger on %s', (kind) => {
  it('has a link by which one person becomes the administrator', async () => {
    const desk = await LedgerDesk.open(kind, inject('postgresUrl'));
    await desk.ledger.makeLink(null, 'set-up');
    const made = await Promise.all([1, 2].map(() => desk.ledger.setUp('set-up', ILSE, 'hash')));
    expect(made.filter((person) => person !== null)).toMatchObject([{ login: 'ilse', role: 'admin' }]);
    await desk.close();
  });
});
