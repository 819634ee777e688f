import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { BusyButton } from '../../actions/busy-button.js';
import { usePress } from '../../actions/use-press.js';
import { SectionHead } from '../../parts/section-head.js';
import { call } from '../../server/call.js';
import { useAct } from '../../server/use-act.js';

/** A feed or a WordPress site; which of the two it is, is found out. */
export function AddSource(): React.ReactNode {
  const [address, setAddress] = useState('');
  const act = useAct();
  const { press, isBusy } = usePress(async () => {
    const added = await act(() => call('addSource', { body: { address } }), 'Added, and asked for the first time');
    if (added !== null) setAddress('');
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void press();
      }}
    >
      <SectionHead title="Add a source" />
      <p className="sm mid">What it shows now counts as old news; only what comes later is posted.</p>
      <div className="buttons">
        <TextInput
          type="url"
          required
          aria-label="Address of a feed or a WordPress site"
          placeholder="https://example.com/feed"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <BusyButton type="submit" variant="filled" isBusy={isBusy}>
          Add it
        </BusyButton>
      </div>
    </form>
  );
}
