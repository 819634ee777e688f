import { NETWORK_TITLES } from '../../parts/account-name.js';
import { OutsideLink } from '../../parts/outside-link.js';
import { SectionHead } from '../../parts/section-head.js';
import type { Today } from '../../server/contract.js';
import { Budgets } from './budgets.js';
import { Health } from './health.js';
import { HoursPlot } from './hours-plot.js';
import classes from './today.module.css';

/** How the day looks, what is left of the money, whether all is well. */
export function DayColumn({ today }: { readonly today: Today }): React.ReactNode {
  const { sentToday, lateToday, hours, plannedToday, budgets, health, simulators } = today;
  const priced = budgets.filter(({ budgetMicros, spentMicros }) => budgetMicros !== null || spentMicros > 0);
  return (
    <section className={classes.day} aria-labelledby="day">
      <h2 className={classes.figureLabel} id="day">
        Sent today
      </h2>
      <p className={classes.figure}>{sentToday}</p>
      <p className={classes.figureNote}>{punctuality(sentToday, lateToday)}</p>
      <div className={classes.block}>
        <SectionHead title="Posts per hour" />
        <HoursPlot hours={hours} sent={sentToday} planned={plannedToday} />
      </div>
      {priced.length > 0 && <Budgets budgets={priced} />}
      <Health health={health} />
      {simulators.map(({ network, url }) => (
        <p key={network} className={`sm ${classes.simulator ?? ''}`}>
          <OutsideLink to={url}>SIMULATED {NETWORK_TITLES[network]} timeline</OutsideLink>
        </p>
      ))}
    </section>
  );
}

function punctuality(sent: number, late: number): string {
  if (sent === 0) return 'the day is young';
  return late === 0 ? 'all of them on time' : `${late} late by more than a minute`;
}
