import ipaddr from 'ipaddr.js';
import { KawarabanError } from '../../domain/errors.js';

/** `public`: the web, and what `allowPrivate` opens. `loopback`: this machine alone (simulated accounts). */
export interface Reach {
  readonly to: 'public' | 'loopback';
  /** Host names and networks (`cms.internal`, `10.1.0.0/16`) of the newsroom's own; on these any port is open. */
  readonly allowPrivate: readonly string[];
}

/** `::127.0.0.1`, which no machine should route any more: https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.1 */
const IPV4_COMPATIBLE = ipaddr.parseCIDR('::/96');
const WEB_PORTS: ReadonlySet<number> = new Set([80, 443]);

/** Decides about one address to connect to: null when it may be reached, else why not. */
export type AddressCheck = (hostname: string, address: string, port: number) => string | null;

/** Only public unicast addresses pass, so that what we fetch cannot be turned against the newsroom's own network. */
export function addressCheck(reach: Reach): AddressCheck {
  const names = new Set<string>();
  const networks: ReturnType<typeof ipaddr.parseCIDR>[] = [];
  for (const entry of reach.allowPrivate) {
    const network = readNetwork(entry);
    if (network === null) names.add(entry.toLowerCase());
    else networks.push(network);
  }
  return (hostname, written, port) => {
    const address = ipaddr.process(written);
    if (reach.to === 'loopback')
      return address.range() === 'loopback' ? null : `${hostname} is not this machine, and nothing else may be asked`;
    const allowed =
      names.has(hostname.toLowerCase()) ||
      networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
    if (allowed) return null;
    const isCompatible = address.kind() === 'ipv6' && address.match(...IPV4_COMPATIBLE);
    if (isCompatible || address.range() !== 'unicast') return `${hostname} is an address of a private network`;
    return WEB_PORTS.has(port) ? null : `${hostname} is asked on port ${port}, only 80 and 443 are open`;
  };
}

function readNetwork(entry: string): ReturnType<typeof ipaddr.parseCIDR> | null {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  if (entry.includes('/'))
    throw new KawarabanError('KWB_CONFIG_INVALID', `expected a network such as 10.1.0.0/16, found ${entry}`);
  if (!ipaddr.isValid(entry)) return null;
  const address = ipaddr.process(entry);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
