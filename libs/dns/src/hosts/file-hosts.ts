import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';

import { isHostAddress } from './address-literal.js';

const systemFile = '/etc/hosts';

/**
 * What the machine's own list of hosts says: name in lower case → addresses in the order of its lines. An administrator who
 * writes a smart host in there means it, and a perimeter network often has no DNS server that knows the inner names.
 */
export async function fileHosts(path = systemFile): Promise<ReadonlyMap<string, readonly string[]>> {
  const hosts = new Map<string, readonly string[]>();
  for (const line of (await linesOf(path)).map((text) => text.replace(/#.*/, '').trim())) {
    const [address = '', ...names] = line.split(/\s+/);
    if (isIP(address) === 0 || !isHostAddress(address)) continue;
    for (const name of names.map((text) => text.toLowerCase())) {
      hosts.set(name, [...(hosts.get(name) ?? []), address]);
    }
  }
  return hosts;
}

/** Without such a list, or without the right to read it, DNS knows all. */
async function linesOf(path: string): Promise<readonly string[]> {
  return readFile(path, 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
}
