import { Loader, Switch } from '@mantine/core';
import { usePress } from '../../actions/use-press.js';
import { useAct } from '../../server/use-act.js';
import { useMay } from '../../server/use-me.js';

interface SettingSwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly ask: (isOn: boolean) => Promise<unknown>;
}

/** What the newsroom has decided; administrators decide otherwise. */
export function SettingSwitch({ label, isOn, ask }: SettingSwitchProps): React.ReactNode {
  const act = useAct();
  const { press, isBusy } = usePress((next: boolean) => act(() => ask(next), 'Changed'));
  return (
    <Switch
      label={label}
      checked={isOn}
      disabled={!useMay('admin')}
      aria-busy={isBusy}
      thumbIcon={isBusy && <Loader size={10} />}
      onChange={(event) => void press(event.currentTarget.checked)}
    />
  );
}
