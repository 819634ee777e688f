import { expect, it } from 'vitest';
import { FaultPlan, faultRules } from './faults.js';

const planOf = (rule: object): FaultPlan => {
  const plan = new FaultPlan();
  plan.add(faultRules.parse({ operation: 'publish', fault: { kind: 'truncate' }, ...rule }));
  return plan;
};
const body = (text: string): Buffer => Buffer.from(text);

it.each([
  ['plain text', 'Night ferry [k7] returns'],
  ['a value of JSON', JSON.stringify({ parts: [{ text: 'Night ferry [k7] returns' }] })],
  ['an escaped value of JSON', String.raw`{"text":"Night \u0066erry \u005bk7\u005d returns"}`],
])('a fault for one post strikes it in %s', (_, text) => {
  expect(planOf({ match: 'ferry [k7]' }).take('publish', body(text))).toEqual({ kind: 'truncate' });
});

it('a fault for one post lets all others pass, and waits for it', () => {
  const plan = planOf({ match: '[k7]', skip: 1 });
  const takes = ['[k6]', '[k7]', '{"a":', '[k7]', '[k7]'].map((text) => plan.take('publish', body(text)));
  expect(takes).toEqual([null, null, null, { kind: 'truncate' }, null]);
});
