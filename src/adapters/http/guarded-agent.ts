import { lookup as systemLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { addressCheck, type Reach } from './address-guard.js';

export interface FoundAddress {
  readonly address: string;
  readonly family: number;
}

/** All addresses of a host name. */
export type HostLookup = (hostname: string) => Promise<readonly FoundAddress[]>;

export const lookUpHost: HostLookup = (hostname) => systemLookup(hostname, { all: true });

/** Why the guard refused; found as the cause of undici's own error. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/**
 * An undici dispatcher whose every connection is checked: a host name is looked up once, all its addresses must pass,
 * and the socket goes to those very addresses. An address in place of a name never reaches a socket's lookup, so it is
 * checked before: https://github.com/nodejs/undici/issues/2019
 */
export function guardedAgent(reach: Reach, lookUp: HostLookup = lookUpHost): Agent {
  const check = addressCheck(reach);
  return new Agent({
    connect: (options, callback) => {
      const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80));
      checkedAddresses(options.hostname.replace(/^\[|\]$/g, ''), port).then(
        (addresses) => buildConnector({ lookup: answering(addresses) })(options, callback),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
      );
    },
  });

  async function checkedAddresses(hostname: string, port: number): Promise<readonly FoundAddress[]> {
    const family = isIP(hostname);
    const addresses = family === 0 ? await lookUp(hostname) : [{ address: hostname, family }];
    if (addresses.length === 0) throw new AddressRefused(`${hostname} has no address`);
    for (const { address } of addresses) {
      const refusal = check(hostname, address, port);
      if (refusal !== null) throw new AddressRefused(refusal);
    }
    return addresses;
  }
}

function answering(addresses: readonly FoundAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}
