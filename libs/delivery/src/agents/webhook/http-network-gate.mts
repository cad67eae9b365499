import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/** IANA's special-purpose registries (RFC 6890), multicast, and what is reserved. */
const internal4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];
/** Global unicast is in 2000::/3 (RFC 4291 §2.4); in it Teredo, ORCHID, 6to4 and documentation lead elsewhere. */
const global6 = ['2000::/3'];
const internal6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

type Told = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Which addresses may be connected to: those of the Internet, and internal ones that are named. What is written in clear text
 * goes to named ones alone. Addresses are looked at when they are resolved, and these very ones are connected to.
 */
export class NetworkGate {
  readonly #named: BlockList;
  readonly #onlyNamed: boolean;

  /** `named`: addresses and ranges, separated by commas. */
  constructor(named: string, isSecure: boolean) {
    this.#named = listOf(named.split(',').map((text) => text.trim()));
    this.#onlyNamed = !isSecure;
  }

  /** Why a host that is written as an address is not connected to. */
  refusalOfHost(hostname: string): string | undefined {
    const address = hostname.replaceAll(/^\[|\]$/g, '');
    return isIP(address) === 0 || this.#allows(address) ? undefined : this.#refusal(hostname, [address]);
  }

  lookup(host: string, options: LookupOptions, told: Told): void {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return told(error, '');
      const allowed = addresses.filter(({ address }) => this.#allows(address));
      const [first] = allowed;
      if (first === undefined) {
        const named = addresses.map(({ address }) => address);
        return told(new Error(this.#refusal(host, named)), '');
      }
      return options.all === true ? told(null, allowed) : told(null, first.address, first.family);
    });
  }

  #allows(address: string): boolean {
    return contains(this.#named, address) || (!this.#onlyNamed && isOfInternet(address));
  }

  #refusal(host: string, addresses: readonly string[]): string {
    const where =
      addresses.length === 1 && addresses[0] === host ? host : `${host} (${addresses.join(', ')})`;
    return this.#onlyNamed
      ? `${where} would be spoken to in clear text, which is for AllowedInternalAddresses alone`
      : `${where} is inside, and not in AllowedInternalAddresses`;
  }
}

const inside4 = listOf(internal4);
const inside6 = listOf(internal6);
const unicast6 = listOf(global6);

function isOfInternet(address: string): boolean {
  // An IPv4 address written as one of IPv6 is no way round.
  if (isIP(address) === 4) return !contains(inside4, address);
  return contains(unicast6, address) && !contains(inside6, address);
}

function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(address) === 0) continue;
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return list;
}
