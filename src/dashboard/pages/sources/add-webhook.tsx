import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { BusyButton } from '../../actions/busy-button.js';
import { usePress } from '../../actions/use-press.js';
import { SectionHead } from '../../parts/section-head.js';
import { call } from '../../server/call.js';
import { useAct } from '../../server/use-act.js';
import type { Webhook } from '../../server/contract.js';
import { SENDERS } from './senders.js';

const OPTIONS = Object.entries(SENDERS).map(([value, { title }]) => ({
  value: value as Webhook['dialect'],
  label: title,
}));

/** A place that a site sends its articles to, so that they are here at once. */
export function AddWebhook({ show }: { readonly show: (webhook: Webhook) => void }): React.ReactNode {
  const [name, setName] = useState('');
  const [dialect, setDialect] = useState<Webhook['dialect']>('ghost');
  const act = useAct();
  const { press, isBusy } = usePress(async () => {
    const added = await act(() => call('addWebhook', { body: { name, dialect } }), `${name} is waiting for your site`);
    if (added === null) return;
    show(added);
    setName('');
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void press();
      }}
    >
      <SectionHead title="Let your site tell us" />
      <p className="sm mid">A webhook: your site sends each article as it is published, changed or taken back.</p>
      <div className="buttons">
        <Select
          aria-label="Which site"
          data={OPTIONS}
          value={dialect}
          onChange={(next) => setDialect(next ?? dialect)}
        />
        <TextInput
          aria-label="A name for the webhook"
          placeholder="blog"
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <BusyButton type="submit" variant="filled" isBusy={isBusy}>
          Add a webhook
        </BusyButton>
      </div>
    </form>
  );
}
