import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { BusyButton } from '../../actions/busy-button.js';
import { usePress } from '../../actions/use-press.js';
import { call } from '../../server/call.js';
import { useAct } from '../../server/use-act.js';

/** Stands under the seal on every page. */
export function NewsroomName({ name }: { readonly name: string | null }): React.ReactNode {
  const [typed, setTyped] = useState(name ?? '');
  const act = useAct();
  const { press, isBusy } = usePress(() => {
    const newsroomName = typed.trim() === '' ? null : typed.trim();
    return act(() => call('changeSettings', { body: { newsroomName } }), 'Changed');
  });
  return (
    <form
      className="buttons"
      onSubmit={(event) => {
        event.preventDefault();
        void press();
      }}
    >
      <TextInput
        aria-label="Name of the newsroom"
        placeholder="Name of the newsroom"
        maxLength={80}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <BusyButton type="submit" isBusy={isBusy}>
        Name it
      </BusyButton>
    </form>
  );
}
