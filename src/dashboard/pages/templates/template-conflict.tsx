import { type Choices, TwoVersions } from '../../parts/two-versions.js';
import classes from './templates.module.css';

interface TemplateConflictProps extends Choices {
  readonly theirs: string;
  readonly mine: string;
}

/** Two people on one template. */
export function TemplateConflict({ theirs, mine, ...choices }: TemplateConflictProps): React.ReactNode {
  return (
    <TwoVersions
      theirs={<Source label="As it is now">{theirs}</Source>}
      mine={<Source label="Yours">{mine}</Source>}
      {...choices}
    >
      <b>Somebody else changed this file while you wrote.</b>
    </TwoVersions>
  );
}

function Source({ label, children }: { readonly label: string; readonly children: string }): React.ReactNode {
  return (
    <pre className={classes.version} tabIndex={0} aria-label={label}>
      {children}
    </pre>
  );
}
