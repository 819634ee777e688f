import type { WantedAccount } from '../application/ports/ledger.js';
import type { Config } from '../config/read-config.js';

/** The accounts that the configuration asks for: a real one where credentials are set, else a simulated one. */
export function wantedAccounts({ x, facebook }: Config): readonly WantedAccount[] {
  return [
    {
      network: 'x',
      name: 'x',
      simulated: x.credentials === null,
      remoteId: x.credentials === null ? null : userIdIn(x.credentials.accessToken),
      settings: x.settings,
    },
    {
      network: 'facebook',
      name: 'facebook',
      simulated: facebook.credentials === null,
      remoteId: facebook.credentials?.pageId ?? null,
      settings: facebook.settings,
    },
  ];
}

/** X's OAuth 1.0a access tokens begin with the user's id: `1000000001-…`. */
function userIdIn(accessToken: string): string | null {
  return /^(\d+)-/.exec(accessToken)?.[1] ?? null;
}
