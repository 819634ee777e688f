import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
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
  const add = async (): Promise<void> => {
    const added = await act(() => call('addWebhook', { body: { name, dialect } }), `${name} is waiting for your site`);
    if (added === null) return;
    show(added);
    setName('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void add();
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
        <Button type="submit" variant="filled">
          Add a webhook
        </Button>
      </div>
    </form>
  );
}
