import type { Organization, SendConnector, Server } from '@mailyard/directory';
import {
  mailHosts,
  smartHosts,
  type DnsResolvers,
  type MailHosts,
  type MailHostsOptions,
  type Resolver,
} from '@mailyard/dns';
import { domainKey } from '@mailyard/smtp';

import type { Destination } from '../destination.js';

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

  /** Which DNS servers a connector asks: those of the server that sends, inside or outside. */
  resolver({ UseExternalDNSServersEnabled: external }: SendConnector): Resolver {
    const server = this.#options.server();
    const servers = external ? server?.ExternalDNSServers : server?.InternalDNSServers;
    return this.#options.resolvers.of(servers ?? []);
  }

  #lookUp({ connector }: Destination): MailHostsOptions {
    const { organization, server, isOwnEndpoint } = this.#options;
    const ownNames = new Set(organization().hostNames.map((name) => domainKey(name)));
    return {
      resolver: this.resolver(connector),
      faultTolerance: server()?.DnsFaultTolerance,
      isOurselves: ({ name, addresses }) =>
        ownNames.has(domainKey(name)) || addresses.some((address) => isOwnEndpoint(address, connector.Port)),
    };
  }
}
