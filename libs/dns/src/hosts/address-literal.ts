import { BlockList, isIPv4, isIPv6, SocketAddress } from 'node:net';

/** `[192.0.2.1]` and `[IPv6:2001:db8::1]` (RFC 5321 §4.1.3), for smart hosts `[2001:db8::1]`, too; undefined: it is none. */
export function addressInBrackets(text: string): string | undefined {
  const [, tag, address = ''] = /^\[(ipv6:)?([^\]%]*)\]$/i.exec(text) ?? [];
  if (isIPv6(address)) return new SocketAddress({ address, family: 'ipv6' }).address;
  return tag === undefined && isIPv4(address) ? address : undefined;
}

const unusable = new BlockList();
unusable.addSubnet('0.0.0.0', 8); // "This host" (RFC 1122 §3.2.1.3): a connection would end at ourselves.
unusable.addSubnet('224.0.0.0', 3); // Multicast, reserved, broadcast.
unusable.addAddress('::', 'ipv6');
unusable.addSubnet('ff00::', 8, 'ipv6');
unusable.addSubnet('fe80::', 10, 'ipv6'); // Says nothing without an interface (RFC 4007 §6).

/** One host's address, of the Internet or of a network of ours; not nobody's, everybody's, or ours by another name. */
export function isHostAddress(address: string): boolean {
  return !unusable.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
