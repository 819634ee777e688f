import classes from './fact-list.module.css';

interface FactListProps {
  /** What is not there is left out. */
  readonly facts: readonly (readonly [string, React.ReactNode])[];
}

export function FactList({ facts }: FactListProps): React.ReactNode {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) =>
        value === false || value === null || value === undefined || value === '' ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
