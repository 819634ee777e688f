import { ActButton } from '../../actions/act-button.js';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { call } from '../../server/call.js';
import { useAct } from '../../server/use-act.js';
import type { Webhook } from '../../server/contract.js';

interface WebhookButtonsProps {
  readonly name: string;
  readonly show: (webhook: Webhook) => void;
}

/** What its sender has to be told, and a new secret in place of one that others may know. */
export function WebhookButtons({ name, show }: WebhookButtonsProps): React.ReactNode {
  const act = useAct(`source ${name}`);
  const params = { name };
  const read = async (): Promise<void> => {
    const webhook = await act(() => call('readWebhook', { params }), `${name}: see below`);
    if (webhook !== null) show(webhook);
  };
  const rotate = async (): Promise<unknown> => {
    const webhook = await act(() => call('rotateWebhook', { params }), `${name} has a new secret`);
    if (webhook !== null) show(webhook);
    return webhook;
  };
  return (
    <>
      <ActButton act={read}>Address and secret</ActButton>
      <ConfirmButton
        label="New secret"
        consequence="The secret that the site has now counts for another day: enter the new one until then."
        verb="Make a new secret"
        act={rotate}
      />
    </>
  );
}
