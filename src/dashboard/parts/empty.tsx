import classes from './empty.module.css';

interface EmptyProps {
  readonly title: string;
  readonly children?: React.ReactNode;
}

/** Nothing here: one sentence, and one way on. */
export function Empty({ title, children }: EmptyProps): React.ReactNode {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      {children !== undefined && <p className="sm mid">{children}</p>}
    </div>
  );
}
