import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { sql } from 'kysely';
import { openEngine, type LedgerAddress, type LedgerEngine } from '../../src/adapters/ledger/engines.js';
import { createSqlLedger } from '../../src/adapters/ledger/sql-ledger.js';
import { checkReadiness } from '../../src/application/check-readiness.js';
import { TIMING } from '../../src/domain/timing.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import { Desk } from '../support/run-kawaraban.js';
import type { Engine } from '../support/test-databases.js';

const WORKER = { id: 'worker-1', role: 'worker' } as const;

describe.each<Engine>(['sqlite', 'postgres'])('readiness with the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
    await desk.test.ledger.beat(WORKER);
  });
  afterEach(() => desk.close());
  const check = (ping: () => Promise<unknown> = () => Promise.resolve()) => checkReadiness(desk.test, ping);

  it('a worker that lives and nothing late is ready', async () => {
    expect(await check()).toEqual({ status: 'ready', reasons: [] });
  });

  it('a worker that has not been seen for long is not ready, and one that signed off is none', async () => {
    desk.test.clock.advance(21_000);
    expect(await check()).toEqual({ status: 'not-ready', reasons: ['worker worker-1 was last seen 21 s ago'] });
    await desk.test.ledger.signOff(WORKER.id);
    expect(await check()).toEqual({ status: 'not-ready', reasons: ['no worker runs'] });
  });

  it('a post that may be sent and is not, for half a minute, is not ready', async () => {
    await desk.schedule();
    desk.test.clock.advance(31_000);
    await desk.test.ledger.beat(WORKER);
    expect(await check()).toEqual({
      status: 'not-ready',
      reasons: ['the oldest post that may be sent is 31 s late'],
    });
  });

  it('a post that waits for a paused account or a silence is not overdue: the reason is told instead', async () => {
    await desk.schedule();
    await desk.test.ledger.startSilence('a death in the family', null);
    desk.test.clock.advance(31_000);
    await desk.test.ledger.beat(WORKER);
    expect(await check()).toEqual({ status: 'degraded', reasons: ['newsroom silence: a death in the family'] });
  });

  it('an account that sends nothing until its last posts are found is told, with what to do', async () => {
    await desk.loseAnswer(await desk.schedule({ text: 'one' }));
    await desk.loseAnswer(await desk.schedule({ text: 'two' }));
    await desk.schedule({ text: 'three' });
    expect(await check()).toEqual({
      status: 'degraded',
      reasons: [
        'account x sends nothing for now: of its last posts nobody knows whether they went out. They are looked for; whoever sees one on the account can say so: kawaraban confirm ID --url ADDRESS',
      ],
    });
  });

  it('without Redis posts go out all the same, and that is said', async () => {
    const away = await check(() => Promise.reject(new Error('away')));
    expect(away).toMatchObject({ status: 'degraded', reasons: [expect.stringContaining('Redis')] });
  });

  it('on a ledger that it may only read it is not ready, and says why', async () => {
    const engine = await openReadOnly(desk.test.address);
    const ledger = createSqlLedger({ engine, clock: desk.test.clock, timing: TIMING });
    await expect(ledger.beat(WORKER)).rejects.toMatchObject({ code: 'KWB_LEDGER_TAKES_NO_WRITES' });
    expect(await checkReadiness({ ledger }, () => Promise.resolve())).toEqual({
      status: 'not-ready',
      reasons: ['the ledger takes no writes: it is read-only for this program (last seen 0 s ago)'],
    });
    await engine.db.destroy();
  });

  it('without its ledger it is not ready', async () => {
    const engine = openEngine(desk.test.address);
    const broken = { ledger: createSqlLedger({ engine, clock: desk.test.clock, timing: TIMING }) };
    await broken.ledger.readHealth();
    await engine.db.destroy();
    expect(await checkReadiness(broken, () => Promise.resolve())).toEqual({
      status: 'not-ready',
      reasons: ['the ledger does not answer'],
    });
  });
});

/** Another connection to the same ledger, which may only read. */
async function openReadOnly(address: LedgerAddress): Promise<LedgerEngine> {
  if (address.kind === 'postgres')
    return openEngine({ ...address, url: `${address.url}?options=-c%20default_transaction_read_only%3Don` });
  const engine = openEngine(address);
  await sql`pragma query_only = on`.execute(engine.db);
  return engine;
}

describe('a running service', () => {
  const desk = new Desk();
  afterEach(() => desk.clear());

  it('says that it is ready, and gives figures of what it posted', async () => {
    const { greeting, stop } = await desk.start(['start'], /Ctrl-C/);
    const url = /listens on (\S+)/.exec(greeting)?.[1] ?? '';
    const ready = await fetch(`${url}/health/ready`);
    expect({ status: ready.status, body: await ready.json() }).toEqual({
      status: 200,
      body: { status: 'ready', reasons: [] },
    });
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('kawaraban_posts{network="x",state="published"} 1\n');
    expect(metrics).toContain('kawaraban_deliveries{network="facebook",outcome="published"} 1\n');
    expect(metrics).toMatch(/kawaraban_lateness_seconds_bucket\{network="x",le="\+Inf"\} 1\n/);
    expect(metrics).toContain('kawaraban_redis_up 1\n');
    expect(await stop()).toBe(0);
  }, 60_000);
});
