import type { Organization, Server } from '@mailyard/directory';
import {
  mailHosts,
  smartHosts,
  type DnsResolvers,
  type MailHosts,
  type MailHostsOptions,
} from '@mailyard/dns';
import { domainKey } from '@mailyard/smtp';

import type { Destination } from './destination.js';

export interface DestinationHostsOptions {
  readonly resolvers: Pick<DnsResolvers, 'of'>;
  readonly organization: () => Organization;
  /** The server that sends: its DNS servers are asked. */
  readonly server: () => Server | undefined;
  /** Whether something of ours listens there. */
  readonly isOwnEndpoint: (address: string, port: number) => boolean;
}

/** The hosts of a destination as DNS tells them, or the connector. */
export class DestinationHosts {
  readonly #options: DestinationHostsOptions;
  #turn = 0;

  constructor(options: DestinationHostsOptions) {
    this.#options = options;
  }

  of(destination: Destination): MailHosts {
    const options = this.#lookUp(destination);
    if (destination.by === 'dns') return mailHosts(destination.domain, options);
    this.#turn += 1;
    return smartHosts(destination.hosts, { ...options, turn: this.#turn });
  }

  #lookUp({ connector }: Destination): MailHostsOptions {
    const { resolvers, organization, server: sender, isOwnEndpoint } = this.#options;
    const server = sender();
    const servers = connector.UseExternalDNSServersEnabled
      ? server?.ExternalDNSServers
      : server?.InternalDNSServers;
    const ownNames = new Set(organization().hostNames.map((name) => domainKey(name)));
    return {
      resolver: resolvers.of(servers ?? []),
      faultTolerance: server?.DnsFaultTolerance,
      isOurselves: ({ name, addresses }) =>
        ownNames.has(domainKey(name)) || addresses.some((address) => isOwnEndpoint(address, connector.Port)),
    };
  }
}
