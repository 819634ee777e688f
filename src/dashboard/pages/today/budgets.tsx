import { Progress } from '@mantine/core';
import { dollars } from '../../parts/dollars.js';
import { SectionHead } from '../../parts/section-head.js';
import type { Today } from '../../server/contract.js';
import classes from './today.module.css';

type Budget = Today['budgets'][number];

export function Budgets({ budgets }: { readonly budgets: readonly Budget[] }): React.ReactNode {
  return (
    <>
      <SectionHead title="X budget">{budgets[0] !== undefined && monthOf(budgets[0].month)}</SectionHead>
      {budgets.map((budget) => (
        <Meter key={budget.account} budget={budget} isOnly={budgets.length === 1} />
      ))}
    </>
  );
}

function Meter({ budget, isOnly }: { readonly budget: Budget; readonly isOnly: boolean }): React.ReactNode {
  const { account, spentMicros, scheduledMicros, budgetMicros } = budget;
  const percent = (micros: number): number => (budgetMicros ? Math.min(100, (micros / budgetMicros) * 100) : 0);
  const isOver = budgetMicros !== null && spentMicros + scheduledMicros > budgetMicros;
  return (
    <div className={classes.budget}>
      {!isOnly && <p className="sm">{account}</p>}
      <p className={classes.pair}>
        <span>
          <b>{dollars(spentMicros)}</b> spent
        </span>
        <span className="mid">{budgetMicros === null ? 'no budget set' : `of ${dollars(budgetMicros)}`}</span>
      </p>
      {budgetMicros !== null && (
        <Progress.Root size={12} radius="sm" className={classes.meter}>
          <Progress.Section
            value={percent(spentMicros)}
            color="var(--kwb-ink)"
            aria-label={`${account}: spent of the month's budget`}
          />
          <Progress.Section
            value={percent(scheduledMicros)}
            className={classes.planned}
            color="transparent"
            aria-label={`${account}: planned of the month's budget`}
          />
        </Progress.Root>
      )}
      <p className={`xs ${isOver ? 'amber' : 'mid'}`}>
        {dollars(scheduledMicros)} more is planned{isOver && ', which is more than is left'}.
      </p>
    </div>
  );
}

/** `2026-11` */
function monthOf(month: string): string {
  return new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${month.slice(0, 7)}-01`),
  );
}
