import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../server/call.js';
import { useAct } from '../../server/use-act.js';

/** Stands under the seal on every page. */
export function NewsroomName({ name }: { readonly name: string | null }): React.ReactNode {
  const [typed, setTyped] = useState(name ?? '');
  const act = useAct();
  const save = (): void => {
    const newsroomName = typed.trim() === '' ? null : typed.trim();
    void act(() => call('changeSettings', { body: { newsroomName } }), 'Changed');
  };
  return (
    <form
      className="buttons"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextInput
        aria-label="Name of the newsroom"
        placeholder="Name of the newsroom"
        maxLength={80}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit">Name it</Button>
    </form>
  );
}
