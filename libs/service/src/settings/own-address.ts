import { hostname, networkInterfaces } from 'node:os';

const wildcards = ['0.0.0.0', '::'];

/**
 * Where other services reach this process: the address it binds to, else that of the first network, IPv4 before IPv6.
 * An address, and not the host name, since containers and pods cannot always resolve each other's names.
 */
export function ownAddress(settings: { readonly bindAddress?: string }): string {
  const { bindAddress } = settings;
  if (bindAddress !== undefined && !wildcards.includes(bindAddress)) return bindAddress;
  const addresses = ownInterfaces().filter(
    ({ internal, address }) => !internal && !address.startsWith('fe80:'),
  );
  const first = addresses.find(({ family }) => family === 'IPv4') ?? addresses[0];
  return first?.address ?? hostname();
}

/** All of this machine: what a Receive connector can be bound to. */
export function machineAddresses(): readonly string[] {
  return ownInterfaces().map(({ address }) => address);
}

function ownInterfaces() {
  return Object.values(networkInterfaces()).flatMap((list) => list ?? []);
}
