import { OnceShown } from '../../parts/once-shown.js';
import type { Webhook } from '../../server/contract.js';
import { ShortTime } from '../../time/moment.js';
import { SENDERS } from './senders.js';

/** What the site has to be told, and where it is entered. */
export function WebhookSecret({ webhook }: { readonly webhook: Webhook }): React.ReactNode {
  const { address, secret, dialect, oldCountsUntil } = webhook;
  return (
    <div className="stack">
      <p className="sm mid">{SENDERS[dialect].where}</p>
      <OnceShown title="Its address" secret={address} />
      <OnceShown title="Its secret; nobody else may know it" secret={secret} />
      {oldCountsUntil !== null && (
        <p className="sm mid">
          The secret before it counts until <ShortTime at={oldCountsUntil} />.
        </p>
      )}
    </div>
  );
}
