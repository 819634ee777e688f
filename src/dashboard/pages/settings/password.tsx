import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { BusyButton } from '../../actions/busy-button.js';
import { usePress } from '../../actions/use-press.js';
import { call } from '../../server/call.js';
import { useAct } from '../../server/use-act.js';
import classes from './settings.module.css';

/** Another password of one's own; other sessions end. */
export function Password(): React.ReactNode {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const act = useAct();
  const { press, isBusy } = usePress(async () => {
    const doing = () => call('changePassword', { body: { current, password } });
    if ((await act(doing, 'Your password is changed')) === null) return;
    setCurrent('');
    setPassword('');
  });
  return (
    <form
      className={classes.password}
      onSubmit={(event) => {
        event.preventDefault();
        void press();
      }}
    >
      <PasswordInput
        label="Your password now"
        autoComplete="current-password"
        required
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <PasswordInput
        label="A new one, at least 12 characters"
        autoComplete="new-password"
        required
        minLength={12}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <BusyButton type="submit" isBusy={isBusy}>
        Change it
      </BusyButton>
    </form>
  );
}
