import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { DEFAULT_ACCOUNT_SETTINGS } from '../../src/domain/account.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import { wantedAccount } from '../support/samples.js';
import type { Engine } from '../support/test-databases.js';

const QUIET = { ...DEFAULT_ACCOUNT_SETTINGS, minimumGapMs: 600_000 };

describe.each<Engine>(['sqlite', 'postgres'])('accounts that a command meets, in the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
    await desk.ledger.syncAccount(wantedAccount({ settings: QUIET }));
  });
  afterEach(() => desk.close());

  const list = async () =>
    (await desk.ledger.listAccounts()).map(({ name, simulated, state, settings }) => ({
      ...{ name, simulated, state },
      gap: settings.minimumGapMs,
    }));
  const AS_IT_WAS = { name: 'x', simulated: true, state: 'active', gap: 600_000 };

  it('stay as they are beside a service, and one that is not known is made', async () => {
    await desk.ledger.beat({ id: 'service', role: 'all' });
    expect(await desk.ledger.meetAccount(wantedAccount())).toMatchObject({ settings: QUIET });
    // Nor does a command that has credentials make a running demo real.
    await desk.ledger.meetAccount(wantedAccount({ simulated: false, remoteId: '42' }));
    await desk.ledger.meetAccount(wantedAccount({ network: 'facebook', name: 'page' }));
    expect(await list()).toEqual([AS_IT_WAS, { ...AS_IT_WAS, name: 'page', gap: 0 }]);
  });

  it('are as they are, too, where they are real and the command has no credentials', async () => {
    await desk.ledger.syncAccount(wantedAccount({ simulated: false, settings: QUIET }));
    await desk.ledger.beat({ id: 'worker', role: 'worker' });
    expect(await desk.ledger.meetAccount(wantedAccount())).toMatchObject({ simulated: false, settings: QUIET });
    await desk.ledger.signOff('worker');
    await expect(desk.ledger.meetAccount(wantedAccount())).rejects.toMatchObject({ code: 'KWB_CONFIG_INVALID' });
  });

  it('become what its configuration says where no service is left', async () => {
    await desk.ledger.beat({ id: 'service', role: 'all' });
    await desk.ledger.signOff('service');
    await desk.ledger.meetAccount(wantedAccount());
    expect(await list()).toEqual([{ ...AS_IT_WAS, gap: 0 }]);
    await desk.ledger.syncAccount(wantedAccount({ settings: QUIET }));
    await desk.ledger.beat({ id: 'killed', role: 'all' });
    desk.clock.advance(121_000);
    await desk.ledger.meetAccount(wantedAccount());
    expect(await list()).toEqual([{ ...AS_IT_WAS, gap: 0 }]);
  });
});
