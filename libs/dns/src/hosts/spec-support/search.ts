import { DnsZone, type Zone } from '@mailyard/testing';

import { CachingResolver } from '../../cache/caching-resolver.js';
import { DnsClient } from '../../client/dns-client.js';
import type { MailHost, MailHosts, NoHost } from '../mail-host.js';
import { mailHosts, type MailHostsOptions } from '../mail-hosts.js';

/** Searches in a zone. */
export async function start(zone: Zone) {
  const server = await DnsZone.start(zone);
  const client = new DnsClient({ servers: [server.server] });
  const search = (domain: string, changes: Partial<MailHostsOptions> = {}) =>
    mailHosts(domain, { resolver: new CachingResolver(client), isOurselves: () => false, ...changes });
  return { server, search, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

/** Every host that is given out, and why there is no other. */
export async function all(
  hosts: MailHosts,
): Promise<{ readonly hosts: readonly MailHost[]; readonly end: NoHost }> {
  const found: MailHost[] = [];
  for (;;) {
    const next = await hosts.next();
    if (next.done === true) return { hosts: found, end: next.value };
    found.push(next.value);
  }
}

export function names(hosts: readonly MailHost[]): readonly string[] {
  return hosts.map(({ name }) => name);
}

/** mx1.example.com with 192.0.2.1, and so on. */
export function zoneOfHosts(...numbers: readonly number[]): Zone {
  return Object.fromEntries(
    numbers.map((number) => [`mx${number}.example.com`, { A: [`192.0.2.${number}`] }]),
  );
}
