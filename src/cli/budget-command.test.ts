import { describe, expect, it } from 'vitest';
import { testAccount } from '../../tests/support/samples.js';
import { DEFAULT_ACCOUNT_SETTINGS, type AccountSettings } from '../domain/account.js';
import { drawBudget } from './budget-command.js';

const PRICES = { postMicros: 15_000, linkPostMicros: 200_000, altTextMicros: 5_000 };

function drawn(settings: Partial<AccountSettings>): string {
  return drawBudget({
    account: testAccount({ name: 'x', settings: { ...DEFAULT_ACCOUNT_SETTINGS, ...settings } }),
    month: new Date('2026-11-24T09:30:00Z'),
    spending: { spentMicros: 1_230_000, scheduledMicros: 400_000 },
  });
}

describe('the budget of an account', () => {
  it('says what is spent, what is scheduled, and what happens at the limit', () => {
    const budget = { monthlyMicros: 50_000_000, whenOver: 'hold' as const };
    expect(drawn({ prices: PRICES, budget })).toBe(
      'X · x · SIMULATED · 2026-11 · spent $1.23, scheduled $0.40, of $50.00; over it a post is held',
    );
    expect(drawn({ prices: PRICES, budget: { ...budget, whenOver: 'skip' } })).toMatch(/a post is left out$/);
  });

  it('without a limit says what is spent', () => {
    expect(drawn({ prices: PRICES })).toBe('X · x · SIMULATED · 2026-11 · spent $1.23, scheduled $0.40');
  });

  it('of a network that is free says so', () => {
    expect(drawn({})).toMatch(/charges nothing$/);
  });
});
