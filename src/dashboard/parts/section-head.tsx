import classes from './section-head.module.css';

interface SectionHeadProps {
  readonly title: string;
  readonly id?: string;
  /** What stands at its right end: a link, a count. */
  readonly children?: React.ReactNode;
}

export function SectionHead({ title, id, children }: SectionHeadProps): React.ReactNode {
  return (
    <div className={classes.head}>
      <h2 id={id}>{title}</h2>
      {children !== undefined && <span className="sm dim">{children}</span>}
    </div>
  );
}
