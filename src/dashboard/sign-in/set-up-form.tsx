import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '../server/call.js';
import { complaintOf } from '../server/refused.js';
import { Door } from './door.js';
import classes from './door.module.css';
import { passwordComplaint, useEnter } from './use-enter.js';

/** The first person of a newsroom. */
export function SetUpForm({ link }: { readonly link: string }): React.ReactNode {
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const enter = useEnter(() => call('setUp', { body: { link, name, login, password } }));
  return (
    <Door title="Welcome. Who are you?">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate();
        }}
      >
        <p className="mid">You are the first: you look after this newsroom, and add the others later.</p>
        {enter.isError && <Alert role="alert">{complaintOf(enter.error)}</Alert>}
        <TextInput
          label="Your name, as colleagues know you"
          autoComplete="name"
          autoFocus
          required
          size="sm"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="To sign in: a short name or your e-mail address"
          autoComplete="username"
          required
          size="sm"
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label="A password of at least 12 characters"
          autoComplete="new-password"
          required
          value={password}
          error={passwordComplaint(password)}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" size="sm" loading={enter.isPending}>
          Open the newsroom
        </Button>
      </form>
    </Door>
  );
}
