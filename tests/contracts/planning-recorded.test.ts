import { describe, expect, inject, it } from 'vitest';
import { planRecorded } from '../../src/application/plan-recorded.js';
import type { Article } from '../../src/domain/article.js';
import { TIMING } from '../../src/domain/timing.js';
import { SourceDesk } from '../support/source-desk.js';
import type { Engine } from '../support/test-databases.js';

describe.each<Engine>(['sqlite', 'postgres'])('what was recorded is planned, with the ledger on %s', (kind) => {
  it('an article that a template cannot judge holds up none of the others', async () => {
    const desk = await SourceDesk.open(kind, inject('postgresUrl'));
    const { ledger, clock } = desk.test;
    await desk.poll(
      await desk.addMet('harbour-post'),
      ['c', 'b', 'a'].map((name, hours) => desk.article(name, hours)),
    );
    const matching = ({ title }: Article) => {
      if (title === 'b') throw new Error('its body is too long for the condition');
      return [];
    };
    const ports = { ledger, clock, templates: { matching }, timing: { ...TIMING, enrichMs: 0 } };
    // No account is there for which anything else would be asked.
    const planning = planRecorded(ports as unknown as Parameters<typeof planRecorded>[0]);
    await expect(planning).rejects.toThrow('1 articles could not be planned');
    expect(await desk.listPlanned()).toEqual(['b']);
    await desk.close();
  });
});
