import { Button, Code, CopyButton } from '@mantine/core';
import classes from './once-shown.module.css';

/** A secret that is shown once, to be copied. */
export function OnceShown({ title, secret }: { readonly title: string; readonly secret: string }): React.ReactNode {
  return (
    <div role="status">
      <p className="sm amber">{title}</p>
      <div className="buttons">
        <Code className={classes.secret}>{secret}</Code>
        <CopyButton value={secret}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}
        </CopyButton>
      </div>
    </div>
  );
}
