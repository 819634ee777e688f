import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import type { AddressCheck } from './address-guard.js';

export interface FoundAddress {
  readonly address: string;
}

/** All addresses of a host name. */
export type HostLookup = (hostname: string) => Promise<readonly FoundAddress[]>;

export const lookUpHost: HostLookup = (hostname) => systemLookup(hostname, { all: true });

/** For who may reach this machine alone: no name server is asked, so that nothing leaves it. */
export const lookUpLocalhost: HostLookup = (hostname) =>
  isLocalName(hostname) ? lookUpHost(hostname) : Promise.resolve([]);

/** https://www.rfc-editor.org/rfc/rfc6761#section-6.3 */
export function isLocalName(hostname: string): boolean {
  return /^(?:[^.]+\.)*localhost$/i.test(hostname);
}

/** Why the guard refused; found as the cause of undici's own error. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** Short, since a host's next address is tried after it. */
const CONNECT_TIMEOUT_MS = 4_000;

/**
 * An undici dispatcher whose every connection is checked: a host name is looked up once, all its addresses must pass,
 * and the socket goes to those very addresses. An address in place of a name never reaches a socket's lookup, so it is
 * checked here too: https://github.com/nodejs/undici/issues/2019
 */
export function guardedAgent(check: AddressCheck, lookUp: HostLookup): Agent {
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS });

  return new Agent({
    connect: (options, callback) => {
      const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80));
      checkedAddresses(options.hostname.replace(/^\[|\]$/g, ''), port)
        .then((addresses) => connectToFirst(addresses, options, callback))
        .catch((error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null));
    },
  });

  async function checkedAddresses(hostname: string, port: number): Promise<readonly string[]> {
    const addresses = isIP(hostname) === 0 ? await lookUp(hostname) : [{ address: hostname }];
    if (addresses.length === 0) throw new AddressRefused(`${hostname} has no address`);
    for (const { address } of addresses) {
      const refusal = check(hostname, address, port);
      if (refusal !== null) throw new AddressRefused(refusal);
    }
    return addresses.map(({ address }) => address);
  }

  /** TLS goes by `host`, which stays the name. */
  function connectToFirst(
    [hostname = '', ...others]: readonly string[],
    options: buildConnector.Options,
    callback: buildConnector.Callback,
  ): void {
    connect({ ...options, hostname }, (...answer) => {
      if (answer[0] !== null && others.length > 0) connectToFirst(others, options, callback);
      else callback(...answer);
    });
  }
}
