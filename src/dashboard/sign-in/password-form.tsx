import { Alert, Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '../server/call.js';
import { complaintOf } from '../server/refused.js';
import { Door } from './door.js';
import classes from './door.module.css';
import { passwordComplaint, useEnter } from './use-enter.js';

/** A new password for somebody who is known. */
export function PasswordForm({ link, name }: { readonly link: string; readonly name: string }): React.ReactNode {
  const [password, setPassword] = useState('');
  const enter = useEnter(() => call('setPassword', { body: { link, password } }));
  return (
    <Door title={`Good day, ${name}`}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate();
        }}
      >
        {enter.isError && <Alert role="alert">{complaintOf(enter.error)}</Alert>}
        <PasswordInput
          label="Choose a password of at least 12 characters"
          autoComplete="new-password"
          autoFocus
          required
          value={password}
          error={passwordComplaint(password)}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" size="sm" loading={enter.isPending}>
          Keep it and sign in
        </Button>
      </form>
    </Door>
  );
}
