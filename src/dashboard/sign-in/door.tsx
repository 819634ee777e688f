import { useDocumentTitle } from '@mantine/hooks';
import { Seal } from '../shell/seal.js';
import classes from './door.module.css';

interface DoorProps {
  readonly title: string;
  readonly children: React.ReactNode;
}

/** The page outside: the seal, the name, one form. */
export function Door({ title, children }: DoorProps): React.ReactNode {
  useDocumentTitle(`${title} · Kawaraban`);
  return (
    <main className={classes.door}>
      <p className={classes.brand}>
        <Seal />
        <b>Kawaraban</b>
      </p>
      <h1 className={classes.title}>{title}</h1>
      {children}
    </main>
  );
}
