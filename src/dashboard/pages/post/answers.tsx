import { NETWORK_TITLES } from '../../parts/account-name.js';
import { SectionHead } from '../../parts/section-head.js';
import type { Delivery, NetworkName } from '../../server/contract.js';
import { useNewsroomTime } from '../../time/time-context.js';
import classes from './post.module.css';

interface AnswersProps {
  readonly deliveries: readonly Delivery[];
  readonly network: NetworkName;
}

/** The network's own words, and what they mean. */
export function Answers({ deliveries, network }: AnswersProps): React.ReactNode {
  const time = useNewsroomTime();
  const answered = deliveries.filter(({ answer, cure }) => answer !== null || cure !== null);
  return answered.map(({ id, begunAt, answer, cure }) => (
    <div key={id}>
      <SectionHead title={`What ${NETWORK_TITLES[network]} answered`}>
        <time>{time.seconds(begunAt)}</time>
      </SectionHead>
      {answer !== null && (
        <pre className={classes.answer} tabIndex={0}>
          {[answer.status, answer.code, answer.message].filter((word) => word !== null).join(' ')}
        </pre>
      )}
      {cure !== null && (
        <p className={classes.cure}>
          <b>In plain words.</b> {cure}
        </p>
      )}
    </div>
  ));
}
