import classes from './preview.module.css';

/** In place of the account's picture, which stays with the network. */
export function Face({ name }: { readonly name: string }): React.ReactNode {
  return (
    <span className={classes.face} aria-hidden>
      {(Array.from(name.replace(/^@/, ''))[0] ?? '·').toUpperCase()}
    </span>
  );
}
