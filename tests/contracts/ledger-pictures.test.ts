import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { LedgerDesk } from '../support/ledger-desk.js';
import type { Engine } from '../support/test-databases.js';

const DAY_MS = 24 * 3_600_000;
const BYTES = Uint8Array.of(1, 2, 3);
const at = (name: string): string => `https://baytimes.example/${name}.gif`;

describe.each<Engine>(['sqlite', 'postgres'])('pictures that editors brought to a ledger on %s', (kind) => {
  it('are told from those that nobody has, or that are there for a day', async () => {
    const desk = await LedgerDesk.open(kind, inject('postgresUrl'));
    await desk.ledger.storePicture('upload', BYTES);
    await desk.ledger.keepFetched(at('fetched'), 'fetched', BYTES);
    expect(await desk.ledger.findMissingPictures(['upload', 'fetched', 'none', 'none'])).toEqual(['fetched', 'none']);
    expect(await desk.ledger.findMissingPictures(['upload'])).toEqual([]);
    expect(await desk.ledger.findMissingPictures([])).toEqual([]);
    await desk.close();
  });
});

describe.each<Engine>(['sqlite', 'postgres'])('pictures from the web in a ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const list = async (): Promise<readonly string[]> =>
    (await desk.test.engine.db.selectFrom('pictures').select('id').orderBy('id').execute()).map(({ id }) => id);

  it('are dropped when they are a day old, and what editors brought is not', async () => {
    await desk.ledger.keepFetched(at('old'), 'old', BYTES);
    await desk.ledger.storePicture('upload', BYTES);
    desk.clock.advance(DAY_MS / 2);
    await desk.ledger.keepFetched(at('fresh'), 'fresh', BYTES);
    await desk.ledger.dropFetched();
    expect(await list()).toEqual(['fresh', 'old', 'upload']);
    desk.clock.advance(DAY_MS / 2);
    await desk.ledger.dropFetched();
    expect(await list()).toEqual(['fresh', 'upload']);
    expect(await desk.ledger.findFetched(at('fresh'))).toBe('fresh');
    desk.clock.advance(DAY_MS * 30);
    await desk.ledger.dropFetched();
    expect(await list()).toEqual(['upload']);
  });

  it('stay where an editor brought the same, before or after', async () => {
    await desk.ledger.storePicture('before', BYTES);
    await desk.ledger.keepFetched(at('before'), 'before', BYTES);
    await desk.ledger.keepFetched(at('after'), 'after', BYTES);
    desk.clock.advance(DAY_MS);
    await desk.ledger.storePicture('after', BYTES);
    await desk.ledger.dropFetched();
    expect(await list()).toEqual(['after', 'before']);
    expect(await desk.test.engine.db.selectFrom('fetched_pictures').select('url').execute()).toEqual([]);
  });

  it('stay as long as another address has shown them within the day', async () => {
    await desk.ledger.keepFetched(at('one'), 'same', BYTES);
    desk.clock.advance(DAY_MS);
    await desk.ledger.keepFetched(at('two'), 'same', BYTES);
    await desk.ledger.dropFetched();
    expect(await list()).toEqual(['same']);
    expect(await desk.ledger.findFetched(at('two'))).toBe('same');
    desk.clock.advance(DAY_MS);
    await desk.ledger.dropFetched();
    expect(await list()).toEqual([]);
  });

  it('are dropped a few at a time, so that nothing waits for a year of them', async () => {
    for (let number = 0; number < 12; number++)
      await desk.ledger.keepFetched(at(String(number)), String(number), BYTES);
    desk.clock.advance(DAY_MS);
    const left: number[] = [];
    for (let steps = 0; steps < 3; steps++) {
      await desk.ledger.dropFetched();
      left.push((await list()).length);
    }
    expect(left).toEqual([7, 2, 0]);
  });
});
