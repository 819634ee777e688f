import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { openEngine } from '../../src/adapters/ledger/engines.js';
import { createSqlLedger } from '../../src/adapters/ledger/sql-ledger.js';
import { TIMING } from '../../src/domain/timing.js';
import { account } from '../../src/api/contract/accounts.js';
import { Desk } from '../support/run-kawaraban.js';
import { plannedPost } from '../support/samples.js';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => desk.clear());

/** As a worker does when the network refuses the credentials. */
async function pausePage(): Promise<void> {
  const engine = openEngine({ kind: 'sqlite', file: join(desk.dataFolder, 'ledger.sqlite') });
  const ledger = createSqlLedger({ engine, clock: { now: () => new Date() }, timing: TIMING });
  const { id = '' } = (await ledger.listAccounts()).find(({ name }) => name === 'facebook') ?? {};
  const post = await ledger.createPost(plannedPost(id));
  const claim = await ledger.claimPost(post.id, post.revision);
  if (claim.kind !== 'claimed') throw new Error(claim.kind);
  const answer = { status: 400, code: '190/460', message: 'the password was changed' };
  await ledger.settlePost(claim.token, { kind: 'account-paused', reason: answer.message, answer });
  await engine.db.destroy();
}

it('accounts are listed with why they are paused, and resumed by name', async () => {
  const list = async () => (await desk.run(['accounts'])).stdout;
  expect(await list()).toBe('X · x · SIMULATED · active\nFacebook · facebook · SIMULATED · active\n');
  await pausePage();
  expect(await list()).toContain('Facebook · facebook · SIMULATED · paused: the password was changed\n');
  const resumed = await desk.run(['accounts', 'resume', 'facebook', '--json']);
  expect({ ...resumed, stdout: JSON.parse(resumed.stdout) as unknown }).toEqual({
    code: 0,
    stderr: '',
    stdout: {
      accounts: [{ account: 'facebook', network: 'facebook', simulated: true, state: 'active', pausedReason: null }],
    },
  });
  expect(await desk.run(['accounts', 'resume', 'nobody'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('there is no account "nobody"; there are: x, facebook') as string,
  });
}, 60_000);

it('an account that a person has paused stays paused over a start; one that its network refused goes on', async () => {
  await desk.run(['accounts', 'pause', 'x', '--reason', 'the editor is ill']);
  await pausePage();
  const { stop } = await desk.start(['start', '--port', '0'], /^Data: /m);
  expect((await desk.run(['accounts'])).stdout).toBe(
    'X · x · SIMULATED · paused: the editor is ill\nFacebook · facebook · SIMULATED · active\n',
  );
  expect(await stop()).toBe(0);
}, 60_000);

it('keep the habits that their service was started with, whatever a shell beside it says', async () => {
  const habits = { X_QUIET_HOURS: '23:00-06:00', X_MINIMUM_GAP: '10m', X_MONTHLY_BUDGET: '50' };
  const listed = async () => {
    const { stdout } = await desk.run(['api', 'listAccounts']);
    const { items } = z.object({ items: z.array(account) }).parse(JSON.parse(stdout));
    const x = items.find(({ name }) => name === 'x');
    return { ...x?.limits, budgetMicros: x?.money.budgetMicros };
  };
  const { stop } = await desk.start(['start', '--port', '0'], /^Data: /m, habits);
  await desk.run(['posts']);
  expect(await desk.run(['start', '--port', '0'])).toMatchObject({ code: 1 });
  await desk.run(['post', 'Ferry', '--account', 'facebook', '--wait']);
  const kept = await listed();
  expect(kept).toMatchObject({ minimumGapMs: 600_000, budgetMicros: 50_000_000 });
  expect(kept.quietHours).not.toBeNull();
  expect(await stop()).toBe(0);
  expect(await listed()).toMatchObject({ minimumGapMs: 0, budgetMicros: null, quietHours: null });
}, 90_000);
