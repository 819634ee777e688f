import { Skeleton } from '@mantine/core';
import classes from './bones.module.css';

/** Rows that are not here yet: drawn only after 300 ms, at the height of the real ones. */
export function Bones({ rows }: { readonly rows: number }): React.ReactNode {
  return (
    <div className={classes.bones} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row}>
          <Skeleton height={12} width={44} animate={false} />
          <span>
            <Skeleton height={12} width={`${70 - ((row * 17) % 30)}%`} animate={false} />
            <Skeleton height={10} width={`${45 - ((row * 11) % 20)}%`} animate={false} mt={7} />
          </span>
        </div>
      ))}
    </div>
  );
}
