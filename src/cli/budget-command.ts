import type { Command } from 'commander';
import { drawAccount } from './draw-posts.js';
import { formatDollars } from '../domain/money.js';
import { budgetJson, monthOf } from './json-views.js';
import { jsonOption, toJson, type Json } from './options.js';
import type { BudgetView, OpenProgram } from './program.js';
import type { Terminal } from './terminal.js';

export function addBudgetCommand(root: Command, open: OpenProgram, terminal: Terminal): void {
  root
    .command('budget')
    .description("what this month's posts cost, and what is scheduled for the rest of it")
    .addOption(jsonOption())
    .action(async ({ json }: Json) => {
      const views = await (await open()).budget();
      terminal.out(json ? toJson({ budgets: views.map(budgetJson) }) : views.map(drawBudget).join('\n'));
    });
}

export function drawBudget({ account, month, spending: { spentMicros, scheduledMicros } }: BudgetView): string {
  const { budget, prices } = account.settings;
  const words =
    prices === null
      ? ['charges nothing']
      : [`spent ${formatDollars(spentMicros)}`, `scheduled ${formatDollars(scheduledMicros)}`];
  const limit =
    budget === null
      ? []
      : [
          `of ${formatDollars(budget.monthlyMicros)}; over it a post is ${budget.whenOver === 'hold' ? 'held' : 'left out'}`,
        ];
  return [drawAccount(account), monthOf(month), [...words, ...limit].join(', ')].join(' · ');
}
