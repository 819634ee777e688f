import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../server/call.js';
import { complaintOf } from '../server/refused.js';
import { Door } from './door.js';
import classes from './door.module.css';

export function SignInPage(): React.ReactNode {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const { to } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const signIn = useMutation({
    mutationFn: () => call('signIn', { body: { login, password } }),
    onSuccess: async () => {
      queryClient.clear();
      await navigate({ href: to, reloadDocument: to.startsWith('/ops/') });
    },
  });
  return (
    <Door title="Sign in">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        {signIn.isError && <Alert role="alert">{complaintOf(signIn.error)}</Alert>}
        <TextInput
          label="Name or e-mail address"
          autoComplete="username"
          autoFocus
          required
          size="sm"
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" size="sm" loading={signIn.isPending}>
          Sign in
        </Button>
        <p className="sm mid">Lost your password? An administrator of your newsroom makes you a link.</p>
      </form>
    </Door>
  );
}
