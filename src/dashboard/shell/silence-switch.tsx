import { Switch } from '@mantine/core';
import { IconBellOff } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useDialog } from '../parts/use-dialog.js';
import { useMay } from '../server/use-me.js';
import { useToday } from '../server/use-today.js';
import classes from './silence-switch.module.css';

const SilenceDialog = lazy(() =>
  import('./silence-dialog.js').then(({ SilenceDialog: component }) => ({ default: component })),
);

/** Holds every post on every account; at the same place on every page. */
export function SilenceSwitch(): React.ReactNode {
  const isSilent = (useToday().data?.silence ?? null) !== null;
  const asking = useDialog();
  const may = useMay('editor');
  return (
    <>
      <Switch
        className={classes.switch}
        checked={isSilent}
        disabled={!may}
        onChange={asking.open}
        labelPosition="left"
        label={
          <span className={classes.word}>
            <IconBellOff size={16} aria-hidden /> Silence
          </span>
        }
      />
      {asking.isOpen && (
        <Suspense>
          <SilenceDialog isSilent={isSilent} close={asking.close} />
        </Suspense>
      )}
    </>
  );
}
